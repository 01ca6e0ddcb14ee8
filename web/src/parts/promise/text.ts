/** The sentence that opens a matter: who answers, what comes, by when. */
export const promiseText = {
  region: { zh: '现在的情况', en: 'How it stands' },
  open: {
    zh: '现在由{owner}负责，最迟{due}给您结果。',
    en: '{owner} answers for this and will give you a result by {due}.',
  },
  openNoDue: {
    zh: '现在由{owner}负责，收到后与您商定给结果的时间。',
    en: '{owner} answers for this and will agree a date with you.',
  },
  late: { zh: '现在由{owner}负责，已超时{time}。', en: '{owner} answers for this and is {time} past our promise.' },
  lateSub: {
    zh: '答应您的是 {due}。{supervisor}已接到督办，您可以直接打给他：{phone}。',
    en: 'We promised {due}. {supervisor} has been told; you can ring that post directly: {phone}.',
  },
  lateSubPlain: {
    zh: '答应您的是 {due}。分管岗已接到督办。',
    en: 'We promised {due}. The supervising post has been told.',
  },
  waiting: { zh: '等您补：{what}。计时已暂停。', en: 'Waiting for you: {what}. The clock has stopped.' },
  waitingPlain: { zh: '等您补材料，计时已暂停。', en: 'Waiting for documents from you; the clock has stopped.' },
  waitingSub: {
    zh: '{since} 起暂停。补上以后计时接着走，仍由{owner}负责。',
    en: 'Stopped since {since}. It runs on when you send them; {owner} still answers.',
  },
  waitingBy: { zh: '请在 {day} 前补上。', en: 'Please send them by {day}.' },
  proposed: { zh: '{owner}说办好了，请您确认是否解决。', en: '{owner} says it is done. Is it solved?' },
  proposedSub: {
    zh: '您说解决了才算解决。没解决就退回来，由原岗位接着办。',
    en: 'It is solved when you say so. If not, send it back; the same post carries on.',
  },
  confirmed: { zh: '您已确认解决，{time}办结。', en: 'You confirmed that it is solved; closed on {time}.' },
  confirmedSub: {
    zh: '30 天内又有问题，可以在下面追问，由原岗位接着办，编号不变。',
    en: 'If it comes back within 30 days, ask again below; the same post carries on under the same number.',
  },
  unconfirmed: {
    zh: '没有等到您的确认，{time}结束，记为“未确认”。',
    en: 'We had no answer from you; closed on {time} as “not confirmed”.',
  },
  unconfirmedSub: {
    zh: '这不算满意。没解决可以追问，由原岗位接着办。',
    en: 'This does not count as satisfied. If it is not solved, ask again and the same post carries on.',
  },
  withdrawn: { zh: '贵公司已撤回，{time}结束。', en: 'You withdrew this; closed on {time}.' },
  withdrawnSub: {
    zh: '又需要时可以追问，编号不变。',
    en: 'If you need it after all, ask again under the same number.',
  },
  rejected: {
    zh: '这件事不归这里办，{time}已说明原因和去处。',
    en: 'This cannot be handled here; the grounds and where to go were given on {time}.',
  },
  rejectedSub: {
    zh: '去处写在办理经过里。有不同看法可以追问。',
    en: 'Where to go is in the history below. If you disagree, ask again.',
  },
  assist: {
    zh: '已请{to}协办，对方{until} 前确认是否接手；没接手之前，仍由{owner}管到底。',
    en: '{to} has been asked to assist and answers by {until}; until it accepts, {owner} carries on.',
  },
  handOver: {
    zh: '已请{to}接手，对方{until} 前确认；没接手之前，仍由{owner}管到底。',
    en: '{to} has been asked to take over and answers by {until}; until it accepts, {owner} carries on.',
  },
  only: {
    zh: '您只需要找这一个岗位。别的岗位没有确认接手之前，责任不转移。',
    en: 'This is the only post you need to ask. Responsibility does not move until another post accepts.',
  },
  callNote: { zh: '{hours} · 无人接听自动转替岗', en: '{hours} · unanswered calls go to the deputy' },
} as const;
