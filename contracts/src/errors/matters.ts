import type { ErrorEntry } from './entry.ts';

/** Refusals of matters. Those of the custody engine carry the engine's own code names. */
export const matterErrors = {
  MATTER_TEXT_EMPTY: {
    status: 422,
    zh: '写一句发生了什么，例如“货梯停了三天”',
    en: 'Write one sentence about what happened, for example “The goods lift has been out for three days”',
  },
  FIRM_REQUIRED: {
    status: 422,
    zh: '先选是哪家企业。没找到就先记下名称和电话',
    en: 'Choose the company first. If there is no match, take its name and phone',
  },
  FIRM_NOT_IN_BODY: {
    status: 422,
    zh: '企业按登录账号确定，不用另外填写',
    en: 'The company follows from your account; leave it out',
  },
  CHANNEL_NOT_ALLOWED: {
    status: 422,
    zh: '这个账号不能用“{channel}”渠道登记。企业用网页，工作人员用窗口或电话',
    en: 'This account cannot register through “{channel}”. Companies use the web, staff the counter or the phone',
  },
  CATEGORY_UNKNOWN: {
    status: 422,
    zh: '没有“{category}”这一类。选一个列出的类别，或选“别的”',
    en: 'There is no category “{category}”. Choose a listed one, or “something else”',
  },
  OWNER_MISSING: {
    status: 503,
    zh: '第 {area} 片区现在没有可负责的岗位，已通知分管岗。请稍后再发，或打服务站',
    en: 'Area {area} has no post that can answer right now; its supervisor has been told. Try again shortly or ring the service point',
  },
  POST_UNKNOWN: {
    status: 422,
    zh: '没有找到这个岗位，或它已停用。从列表里另选一个',
    en: 'This post does not exist or is no longer active. Choose another from the list',
  },
  RECEIPT_NOT_FOUND: {
    status: 404,
    zh: '编号和查询码对不上。核对回执上的 6 位查询码',
    en: 'The number and the code do not match. Check the six digits on your receipt',
  },
  RECEIPT_THROTTLED: {
    status: 429,
    zh: '试的次数太多，{minutes} 分钟后再查，或打负责岗位的电话',
    en: 'Too many attempts. Look again in {minutes} minutes or ring the post in charge',
  },
  ATTACHMENT_TOO_LARGE: {
    status: 413,
    zh: '“{name}”超过 {limit} MB。换成照片或剪短再传',
    en: '“{name}” is larger than {limit} MB. Send photos or a shorter clip',
  },
  ATTACHMENT_TYPE: {
    status: 422,
    zh: '打不开“{name}”（{type}）。可以传照片、PDF、Word、Excel、文本和短视频',
    en: '“{name}” ({type}) is not accepted. Send photos, PDF, Word, Excel, text or a short video',
  },
  ATTACHMENT_EMPTY: {
    status: 422,
    zh: '“{name}”是空文件。检查后重新选一个',
    en: '“{name}” is empty. Check it and choose again',
  },
  ATTACHMENT_MISSING: {
    status: 422,
    zh: '没有收到文件。先选一个文件再上传',
    en: 'No file arrived. Choose a file, then upload',
  },
  ATTACHMENT_UNKNOWN: {
    status: 422,
    zh: '有一个附件不是您上传的，或已经用在别处。重新上传再发',
    en: 'One of the files was not uploaded by you or is used elsewhere already. Upload it again',
  },
} as const satisfies Record<string, ErrorEntry>;
