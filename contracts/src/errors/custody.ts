import type { ErrorEntry } from './entry.ts';

/** Refusals of the custody engine, under the engine's own code names. Posts and instants arrive spoken, per language. */
export const custodyErrors = {
  MATTER_ALREADY_RAISED: {
    status: 409,
    zh: '这件诉求已经登记，不用再报一次',
    en: 'This request is registered already; there is no need to raise it again',
  },
  MATTER_NOT_RAISED: {
    status: 409,
    zh: '这件诉求还没有登记。先登记，再办理',
    en: 'This request is not registered yet. Register it first',
  },
  MATTER_CLOSED: {
    status: 409,
    zh: '这件诉求已在 {closedAt} 办结，这一步没有生效。没解决可以在 30 天内追问',
    en: 'This request was settled on {closedAt}, so this step was not applied. If it is not solved, reopen it within 30 days',
  },
  NOT_IN_THIS_STATE: {
    status: 409,
    zh: '诉求现在的状态不能做这一步。刷新后看看现在能做什么',
    en: 'This step does not fit the present state of the request. Refresh to see what can be done now',
  },
  NOT_OWNER: {
    status: 403,
    zh: '现在由“{ownerPostId}”负责，这一步归该岗位。需要办理请联系它',
    en: '“{ownerPostId}” is in charge now and this step is theirs. Contact that post',
  },
  NOT_TARGET: {
    status: 403,
    zh: '这次请求是发给“{toPostId}”的，由该岗位接手或说明不归它',
    en: 'This offer was made to “{toPostId}”; that post accepts or refuses it',
  },
  NOT_ARBITER: {
    status: 403,
    zh: '裁定由“{supervisorPostId}”作出。需要裁定请联系该岗位',
    en: 'The ruling belongs to “{supervisorPostId}”. Contact that post',
  },
  ROLE_MAY_NOT: {
    status: 403,
    zh: '您在这件诉求里没有这一步。可以写内部备注，或联系负责岗位',
    en: 'You have no part in this request that includes this step. Contact the post in charge',
  },
  OFFER_ALREADY_PENDING: {
    status: 409,
    zh: '已请“{toPostId}”接手，对方在 {lapsesAt} 前答复。等答复或先撤回，再请别的岗位',
    en: '“{toPostId}” has been asked and will answer by {lapsesAt}. Wait, or withdraw before asking another post',
  },
  OFFER_NOT_PENDING: {
    status: 409,
    zh: '这次转办已有结果，您这一步没有生效，也不用再做',
    en: 'This offer has been settled already. Your step was not applied and is no longer needed',
  },
  OFFER_LAPSED: {
    status: 409,
    zh: '接手时限 {lapsesAt} 已过，责任仍在原岗位，这一步没有生效',
    en: 'The time to answer ended at {lapsesAt}; the giver stays in charge and your step was not applied',
  },
  OFFER_NOT_YET_LAPSED: {
    status: 409,
    zh: '对方可以在 {lapsesAt} 前答复，还没有到时限',
    en: 'The other post may still answer until {lapsesAt}',
  },
  OFFER_ID_TAKEN: {
    status: 409,
    zh: '这次转办已经发出，不用再发一次',
    en: 'This offer was made already; there is no need to repeat it',
  },
  OFFER_TO_ONESELF: {
    status: 422,
    zh: '“{postId}”就是现在的岗位。请选另一个岗位',
    en: '“{postId}” is this post itself. Choose another one',
  },
  OFFER_TIME_NOT_AHEAD: {
    status: 422,
    zh: '接手时限 {lapsesAt} 已经过去。请重新发起',
    en: 'The time to answer, {lapsesAt}, lies in the past. Make the offer again',
  },
  ALREADY_ASSISTING: {
    status: 409,
    zh: '“{postId}”已经在协办，不用再请',
    en: '“{postId}” is assisting already; there is no need to ask again',
  },
  NOT_ASSISTING: {
    status: 409,
    zh: '“{postId}”没有在协办，不用结束',
    en: '“{postId}” is not assisting, so there is nothing to end',
  },
  GROUND_ALREADY_USED: {
    status: 409,
    zh: '同一理由已经在“{fromPostId}”和“{toPostId}”之间转过。写明新的理由，或请分管岗裁定',
    en: 'The same ground has already moved this between “{fromPostId}” and “{toPostId}”. Give a new ground or ask for a ruling',
  },
  RETURNS_EXHAUSTED: {
    status: 409,
    zh: '已被退回 {returns} 次，到了上限 {bound} 次。请“{supervisorPostId}”裁定，不再退回',
    en: 'This was refused {returns} times, the limit is {bound}. “{supervisorPostId}” now rules; it is not sent back again',
  },
  OWNERSHIP_BOUND_REACHED: {
    status: 409,
    zh: '已转过 {moves} 次，到了上限 {bound} 次。只能由“{supervisorPostId}”裁定',
    en: 'This has moved {moves} times, the limit is {bound}. Only “{supervisorPostId}” can rule now',
  },
  OFFERS_EXHAUSTED: {
    status: 409,
    zh: '已发起 {offers} 次转办或协办，到了上限 {bound} 次。请“{supervisorPostId}”裁定',
    en: '{offers} offers have been made, the limit is {bound}. Ask “{supervisorPostId}” for a ruling',
  },
  ARBITRATION_FINAL: {
    status: 409,
    zh: '“{supervisorPostId}”已在 {arbitratedAt} 裁定，裁定后不再退回',
    en: '“{supervisorPostId}” ruled on {arbitratedAt}; after a ruling nothing is sent back',
  },
  ARBITRATION_NOT_CALLED_FOR: {
    status: 409,
    zh: '还不需要裁定：被退回 {returns} 次，没有岗位请求裁定。先由岗位之间协商',
    en: 'No ruling is called for yet: {returns} refusals and nobody has asked. Let the posts settle it first',
  },
  DECLINE_NEEDS_BASIS: {
    status: 422,
    zh: '写明不归本岗位的依据，例如三定方案或职责清单条目',
    en: 'Say on what basis it is not yours, for example the item of the duty list',
  },
  DECLINE_NEEDS_OWNER: {
    status: 422,
    zh: '写明应该由哪个岗位办。查不到可以选“请分管岗裁定”',
    en: 'Say which post should own this, or choose “ask the supervising post to rule”',
  },
  SUCCESSION_NOT_FROM_OWNER: {
    status: 409,
    zh: '这件诉求现在由“{ownerPostId}”负责，不是“{fromPostId}”。刷新后再试',
    en: '“{ownerPostId}” is in charge, not “{fromPostId}”. Refresh and try again',
  },
  SUCCESSION_TO_SAME: {
    status: 422,
    zh: '接任的岗位和现在的相同：“{postId}”。请另选',
    en: 'The successor is the present post, “{postId}”. Choose another',
  },
  TEXT_MISSING: {
    status: 422,
    zh: '“{field}”还没有写。写一句话，方便以后看懂这一步',
    en: '“{field}” is empty. Write a sentence so that this step can be understood later',
  },
  RESUME_BY_NOT_AHEAD: {
    status: 422,
    zh: '约定日期 {resumeBy} 已经过去。请选今天以后的日期',
    en: 'The agreed day, {resumeBy}, lies in the past. Choose a later one',
  },
  RESUME_TOO_EARLY: {
    status: 409,
    zh: '企业可以在 {resumeBy} 前补充，还没有到约定的时间',
    en: 'The company may still answer until {resumeBy}',
  },
  DUE_TIME_UNKNOWN: {
    status: 409,
    zh: '现在计时已暂停，没有可以延长的时限。恢复计时后再申请',
    en: 'The clock stands, so there is no due time to extend. Try again once it runs',
  },
  EXTENSION_AFTER_DUE: {
    status: 409,
    zh: '办结时限 {dueAt} 已到，不能再延期。请直接告诉企业办到哪一步',
    en: 'The due time, {dueAt}, has passed and can no longer be extended. Tell the company where things stand',
  },
  EXTENSIONS_EXHAUSTED: {
    status: 409,
    zh: '已延期 {extensions} 次，最多 {bound} 次',
    en: 'It was extended {extensions} times; the limit is {bound}',
  },
  EXTENSION_DAYS_OUT_OF_RANGE: {
    status: 422,
    zh: '一次可延 1 到 {bound} 个工作日，现在是 {extraWorkingDays}',
    en: 'An extension is 1 to {bound} working days; this is {extraWorkingDays}',
  },
  NOTHING_PROPOSED: {
    status: 409,
    zh: '还没有提出办理结果，不用确认“没解决”。可以补充情况或催办',
    en: 'Nothing has been proposed yet that could be unsolved. Add facts or send a reminder',
  },
  REMINDER_TOO_EARLY: {
    status: 409,
    zh: '还没有到提醒的时间 {dueFrom}',
    en: 'It is too early for a reminder; the time is {dueFrom}',
  },
  REMINDERS_EXHAUSTED: {
    status: 409,
    zh: '已经提醒过 {sent} 次，不再打扰',
    en: '{sent} reminders have been sent; no more will follow',
  },
  SILENCE_TOO_SHORT: {
    status: 409,
    zh: '还没有到可以按“未确认”办结的时间',
    en: 'It is too early to close this as unconfirmed',
  },
  RATING_NOT_OFFERED: {
    status: 409,
    zh: '这件诉求还不能评价：办结以后才可以',
    en: 'This request cannot be rated yet; rating opens once it is settled',
  },
  RATING_ALREADY_GIVEN: {
    status: 409,
    zh: '这次办结已在 {ratedAt} 评价过，每次办结评价一次',
    en: 'This was rated on {ratedAt}; each settlement is rated once',
  },
  GRADE_UNKNOWN: {
    status: 422,
    zh: '没有第 {grade} 档。从五档里选一档',
    en: 'There is no grade {grade}. Choose one of the five',
  },
  REOPEN_TOO_LATE: {
    status: 409,
    zh: '追问期到 {reopenUntil} 为止，已经过了。请新报一件，写上原编号',
    en: 'It could be reopened until {reopenUntil}. Raise a new request and mention this number',
  },
  NOT_ON_THE_SPOT: {
    status: 409,
    zh: '网上报的诉求不能当场办结。请回复企业，由企业确认',
    en: 'A request from the web cannot be settled on the spot. Reply and let the company confirm',
  },
  VERSION_CONFLICT: {
    status: 409,
    zh: '您看到的是第 {expected} 步，现在已到第 {actual} 步，这一步没有生效。您写的内容还在，看过新进展再决定',
    en: 'You saw step {expected}, it is now at step {actual}, so yours was not applied. Your text is kept; look at what is new, then decide',
  },
} as const satisfies Record<string, ErrorEntry>;
