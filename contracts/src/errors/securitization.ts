import type { ErrorEntry } from './entry.ts';

/** Refusals of the securitization desk. */
export const securitizationErrors = {
  DEAL_NOT_DESK: {
    status: 403,
    zh: '第 {number} 单由{postZh}经办，请找这个岗位，或请它转给您',
    en: 'Product {number} is worked on by {postEn}. Turn to that post',
  },
  DEAL_VERSION: {
    status: 409,
    zh: '第 {number} 单刚有人改过：您看的是第 {seen} 版，现在是第 {version} 版。刷新看清再做',
    en: 'Somebody changed product {number} first: you saw version {seen}, it is now version {version}. Reload, look, then act',
  },
  DEAL_STAGE: {
    status: 409,
    zh: '第 {number} 单在“{stageZh}”阶段，这一步做不了。刷新看现在能做什么',
    en: 'Product {number} is in the stage “{stageEn}”, where this step is not open. Reload to see what is',
  },
  DEAL_PAPERS_MISSING: {
    status: 409,
    zh: '第 {number} 单还缺 {missing} 份材料，第一份是“{paperZh}”。补齐再进入下一阶段',
    en: 'Product {number} still lacks {missing} papers, the first of them “{paperEn}”. Complete them, then go on',
  },
  DEAL_AMOUNT_OPEN: {
    status: 409,
    zh: '第 {number} 单的{whatZh}还没有经第二人审批。先提出，由另一位审批',
    en: 'The {whatEn} of product {number} has not been approved by a second person. Propose it and let somebody else decide',
  },
  DEAL_CANDIDATES_NONE: {
    status: 409,
    zh: '第 {number} 单还没有候选企业。先登记至少一家',
    en: 'Product {number} has no candidate yet. Enter at least one',
  },
  DEAL_CANDIDATE_TWICE: {
    status: 409,
    zh: '“{firm}”已经是第 {number} 单的候选。要改就先让它退出，再重新登记',
    en: '“{firm}” is a candidate of product {number} already. Let it leave first, then enter it anew',
  },
  DEAL_CANDIDATE_UNFIT: {
    status: 409,
    zh: '所选的候选里有 {count} 家已退出或不属于第 {number} 单。刷新重新选',
    en: '{count} of the chosen candidates have left or do not belong to product {number}. Reload and choose again',
  },
  DEAL_PROPOSAL_WAITING: {
    status: 409,
    zh: '第 {number} 单已有一项金额在等审批。等它批准或退回再提',
    en: 'An amount of product {number} is waiting for approval already. Wait until it is approved or returned',
  },
  DEAL_PROPOSAL_OWN: {
    status: 409,
    zh: '这项金额是您提出的，要由另一位审批。请等对方处理',
    en: 'You proposed this amount, so somebody else has to decide. Leave it to that account',
  },
  DEAL_PROPOSAL_CLOSED: {
    status: 409,
    zh: '这项金额已经有了结果。刷新看最新情况',
    en: 'This amount has been decided already. Reload to see how',
  },
  DEAL_PROPOSAL_UNSEEN: {
    status: 409,
    zh: '您打开之后这项金额的内容变了。刷新看过再审批',
    en: 'What is proposed has changed since you opened it. Reload, look, then approve',
  },
  DEAL_TOTAL_DIFFERS: {
    status: 409,
    zh: '发行 {issued} 元，明细合计 {rows} 元，差 {difference} 元。改到一致再提',
    en: 'Issued are {issued} yuan, the rows add up to {rows} yuan: a difference of {difference} yuan. Make them agree first',
  },
  DEAL_TERMS: {
    status: 400,
    zh: '按这些条款排不出现金流：{reasonZh}',
    en: 'No cash flows follow from these terms: {reasonEn}',
  },
  DEAL_RUN_WAITING: {
    status: 409,
    zh: '第 {number} 单正在测算。等它算完，或先取消',
    en: 'Product {number} is being computed already. Wait until it is done, or cancel it',
  },
  DEAL_RUN_OVER: {
    status: 409,
    zh: '这次测算已经结束，不用取消',
    en: 'This computation has ended; there is nothing to cancel',
  },
  DEAL_SOLVER_STOPPED: {
    status: 503,
    zh: '选池没有在 {seconds} 秒内算完，什么都没有改。放宽范围或稍后再试',
    en: 'Choosing the pool did not finish within {seconds} seconds; nothing was changed. Widen the range or try again later',
  },
  DEAL_FLOWS_NONE: {
    status: 409,
    zh: '第 {number} 单还没有提出发行条款，排不出现金流。提出发行后再取',
    en: 'Product {number} has no terms of issue yet, so there are no cash flows. Come back once the issue is proposed',
  },
  DEAL_WORKBOOK_LARGE: {
    status: 409,
    zh: '现金流工作簿最多写 {limit} 行，这里有 {found} 行。用 npx banfei deal run 取同样的数',
    en: 'A cash flow workbook takes at most {limit} rows, here are {found}. Take the same figures by npx banfei deal run',
  },
  DEAL_WORKBOOK_INEXACT: {
    status: 409,
    zh: '有一步的数太大（{place}），电子表格算不到分，所以不写工作簿。用 npx banfei deal run 取同样的数',
    en: 'One step is too large ({place}) for a spreadsheet to compute to the fen, so no workbook is written. Take the same figures by npx banfei deal run',
  },
  REPORT_UNREADABLE: {
    status: 400,
    zh: '报告第 {line} 行“{columnZh}”写的是“{found}”，应为{expectedZh}。改好整份重新导入，现在什么都没有记',
    en: 'Line {line} of the report says “{found}” under “{columnEn}” where {expectedEn} is expected. Mend it and import the whole file again; nothing was stored',
  },
  REPORT_COLUMN: {
    status: 400,
    zh: '报告缺“{columnZh}”这一列。表头要有：{columnsZh}',
    en: 'The report has no column “{columnEn}”. Its header needs: {columnsEn}',
  },
  REPORT_PERIOD: {
    status: 409,
    zh: '第 {number} 单下一份报告应是第 {expected} 期，这份是第 {period} 期。要改旧的，先冲正再重新导入',
    en: 'The next report of product {number} is that of period {expected}, this one is of period {period}. To correct an earlier one, reverse it, then import it again',
  },
  REPORT_TWICE: {
    status: 409,
    zh: '这个文件已经导入过，内容一字不差。看下面的报告列表',
    en: 'This very file has been imported before. See the list of reports below',
  },
  REPORT_OVERPAID: {
    status: 400,
    zh: '“{label}”合计收到本金和违约 {found} 元，超过它的 {limit} 元。核对报告',
    en: '“{label}” would have paid and defaulted {found} yuan of principal in all, more than its {limit} yuan. Check the report',
  },
  REPORT_REVERSED: {
    status: 409,
    zh: '只能冲正最新一份还有效的报告。先冲正后面的，再冲正这一份',
    en: 'Only the latest report that stands can be reversed. Reverse the later ones first',
  },
} as const satisfies Record<string, ErrorEntry>;
