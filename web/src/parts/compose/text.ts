export const composeText = {
  speak: { zh: '语音转文字', en: 'Speak' },
  speakStop: { zh: '停止听写', en: 'Stop listening' },
  listening: { zh: '正在听，说完再点一下', en: 'Listening; press again when you are done' },
  speechRefused: {
    zh: '没听到话筒的声音。在浏览器里允许使用话筒，或直接打字',
    en: 'The microphone cannot be heard. Allow it in the browser, or type instead',
  },
  addFiles: { zh: '加照片或文件', en: 'Add photos or files' },
  fileHint: {
    zh: '照片、PDF、Word、Excel、文本、短视频，每个不超过 {limit} MB，最多 {count} 个',
    en: 'Photos, PDF, Word, Excel, text or short video; {limit} MB each, {count} at most',
  },
  tooBig: {
    zh: '“{name}”有 {size}，每个文件最多 {limit} MB。换成照片或剪短再传',
    en: '“{name}” is {size}; the limit is {limit} MB a file. Send photos or a shorter clip',
  },
  wrongType: {
    zh: '打不开“{name}”。可以传照片、PDF、Word、Excel、文本和短视频',
    en: '“{name}” is not accepted. Send photos, PDF, Word, Excel, text or a short video',
  },
  emptyFile: { zh: '“{name}”是空文件。检查后重新选一个', en: '“{name}” is empty. Check it and choose again' },
  tooMany: {
    zh: '最多 {count} 个文件，“{name}”没有加上。可以先去掉一个',
    en: '{count} files at most; “{name}” was not added. Remove one first',
  },
  sending: { zh: '正在传 {share}%', en: 'sending {share}%' },
  ready: { zh: '已传好', en: 'uploaded' },
  kept: { zh: '存在这台设备，有网再传', en: 'kept on this device until there is a network' },
  remove: { zh: '去掉“{name}”', en: 'Remove “{name}”' },
  again: { zh: '重传“{name}”', en: 'Send “{name}” again' },
  send: { zh: '发送', en: 'Send' },
  sendingNow: { zh: '正在发…', en: 'Sending…' },
  over: {
    zh: '最多 {limit} 字，现在多了 {over} 字。可以把细节放进附件',
    en: '{limit} characters at most, {over} over. You can put details in a file',
  },
  nothing: { zh: '写一句再发', en: 'Write a sentence first' },
  filesBusy: { zh: '还有文件在传，传完再发', en: 'A file is still on its way; send when it has arrived' },
  shortcut: { zh: 'Ctrl + Enter 发送', en: 'Ctrl + Enter sends' },
} as const;
