import type { ErrorEntry } from './entry.ts';

/** Refusals that any operation can give. {braces} are filled from the facts of the refusal. */
export const platformErrors = {
  INPUT_INVALID: {
    status: 400,
    zh: '“{field}”这一项不符合要求：{problem}。改好再发，其他内容都还在',
    en: 'The field “{field}” does not fit: {problem}. Correct it and send again; everything else is kept',
  },
  BODY_UNREADABLE: {
    status: 400,
    zh: '读不懂发来的内容（{problem}）。请发送完整的 JSON',
    en: 'The request body could not be read ({problem}). Send complete JSON',
  },
  BODY_TOO_LARGE: {
    status: 413,
    zh: '发来的内容超过 {limit}。缩短文字，或把细节放进附件',
    en: 'The request is larger than {limit}. Shorten the text or put details in a file',
  },
  BODY_TOO_DEEP: {
    status: 400,
    zh: '内容嵌套超过 {limit} 层。请减少层数再发',
    en: 'The request body is nested deeper than {limit} levels. Flatten it and send again',
  },
  MEDIA_TYPE_UNKNOWN: {
    status: 415,
    zh: '这里不收 {type}。请用 JSON 或上传表单',
    en: '{type} is not accepted here. Use JSON or the upload form',
  },
  NOT_SIGNED_IN: {
    status: 401,
    zh: '登录已过期或还没有登录。重新登录后接着办，已填的内容都还在',
    en: 'You are not signed in, or the session has ended. Sign in again; what you typed is kept',
  },
  SIGN_IN_REFUSED: {
    status: 401,
    zh: '账号或密码不对。检查后再试，忘了密码请联系服务站',
    en: 'The account or the password does not match. Check both, or ring the service point if you forgot it',
  },
  SIGN_IN_THROTTLED: {
    status: 429,
    zh: '连续输错次数太多，{minutes} 分钟后再试，或联系服务站',
    en: 'Too many wrong attempts. Try again in {minutes} minutes or ring the service point',
  },
  NOT_PERMITTED: {
    status: 403,
    zh: '这一步归“{holder}”。需要办理请联系该岗位',
    en: 'This step belongs to “{holder}”. Ask that post if you need it',
  },
  NOT_FOUND: {
    status: 404,
    zh: '没有找到，或者不在您能看到的范围里。核对编号，或从列表里打开',
    en: 'Not found, or not within what you may see. Check the number or open it from the list',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: '操作太快，{seconds} 秒后再试，内容都还在',
    en: 'Too many requests. Try again in {seconds} seconds; nothing is lost',
  },
  IDEMPOTENCY_KEY_MISSING: {
    status: 400,
    zh: '缺少 Idempotency-Key 请求头。给这次提交一个唯一编号再发，防止重复登记',
    en: 'The Idempotency-Key header is missing. Give this submission a unique key so that it cannot be stored twice',
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    zh: '这个提交编号已用于另一份内容。换一个新编号再发',
    en: 'This idempotency key was used for different content. Send again with a new key',
  },
  ORIGIN_REFUSED: {
    status: 403,
    zh: '这个请求不是从本站页面发出的，没有办理。请在本站页面上操作',
    en: 'This request did not come from a page of this site and was not carried out. Use the page itself',
  },
  UNAVAILABLE: {
    status: 503,
    zh: '暂时连不上数据库，刚才的内容没有登记，都还在这里。{seconds} 秒后再试',
    en: 'The database cannot be reached; nothing was stored and what you typed is still here. Try again in {seconds} seconds',
  },
  UNEXPECTED: {
    status: 500,
    zh: '这一步没做成，之前填的都在。再试一次，或打服务站（编号 {ref}）',
    en: 'That did not work; what you typed is still here. Try again or ring the service point (ref {ref})',
  },
} as const satisfies Record<string, ErrorEntry>;
