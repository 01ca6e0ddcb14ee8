/** Help, accessibility and privacy: short, and only what is so. */
export const wordsText = {
  helpTitle: { zh: '帮助', en: 'Help' },
  help1: { zh: '怎样提一件事', en: 'How to raise a request' },
  help1a: {
    zh: '登录后点“我有事”，打字或说一句发生了什么，核对一下就发出。类别可以不选，地点会自动填。',
    en: 'Sign in, press “I need something”, type or say what happened, check it and send. A category is not required, and the place is filled in for you.',
  },
  help1b: {
    zh: '不会用网页，到任一服务站当面说，或打电话，都会登记成同一种诉求。',
    en: 'You can also tell any service point in person or by telephone; it becomes the same kind of request.',
  },
  help2: { zh: '谁负责，怎么看', en: 'Who answers, and how to see it' },
  help2a: {
    zh: '从收到那一刻起，每件事都有一个岗位负责。请别的岗位帮忙或接手，要等对方确认；对方没确认，责任不转移。“责任航迹”把这条线画出来。',
    en: 'From the moment of receipt one post answers for each request. Another post may be asked to help or take over, but responsibility moves only when it accepts. The custody track draws this.',
  },
  help3: { zh: '时间怎么算', en: 'How time is counted' },
  help3a: {
    zh: '从提交开始，只算工作时间，节假日和调休按国家公布的安排。等您补材料时暂停，并写明要补什么。',
    en: 'From submission on, working time only, with public holidays and make-up days as published. It stops only while we wait for documents from you, and says which.',
  },
  help4: { zh: '怎样才算解决', en: 'When it is solved' },
  help4a: {
    zh: '您说解决了才算解决。没有回音的会按“未确认”结束，不算满意；30 天内可以追问，由原岗位接着办。',
    en: 'When you say so. If you do not answer it closes as “not confirmed”, which does not count as satisfied; within 30 days you can ask again and the same post carries on.',
  },
  help5: { zh: '没有网络', en: 'Without a network' },
  help5a: {
    zh: '写的内容会存在这台设备上，最多保留 30 天；有网后自动发出，同一件不会登记两次。',
    en: 'What you write stays on this device for up to 30 days and goes out when you are back online; one request is never registered twice.',
  },
  help6: { zh: '键盘', en: 'Keyboard' },
  help6a: {
    zh: '诉求页面：R 补充，F 加文件，J / K 看下一条和上一条经过，P 打印。首页：N 新提一件，/ 查找。Ctrl + Enter 发送。单键快捷键可以在账号菜单里关闭。',
    en: 'On a request: R to add, F for a file, J / K for the next and previous entry, P to print. On the home page: N for a new request, / to search. Ctrl + Enter sends. Single keys can be turned off in the account menu.',
  },
  accessTitle: { zh: '无障碍', en: 'Accessibility' },
  access1: { zh: '我们按什么做', en: 'What we aim at' },
  access1a: {
    zh: '按 WCAG 2.2 AA 设计并自动检查，没有经过第三方认证，也没有逐条对照 GB/T 37668—2019。',
    en: 'Pages are designed for WCAG 2.2 AA and checked automatically. They have not been certified by a third party, nor compared clause by clause with GB/T 37668-2019.',
  },
  access2: { zh: '可以怎样用', en: 'What you can do' },
  access2a: {
    zh: '全部功能可用键盘；焦点有清楚的框；状态同时用形状、文字和颜色表示；航迹有文字说明。',
    en: 'Everything works by keyboard with a visible focus; a state is always a shape, a word and a color; the custody track is also told in words.',
  },
  access2b: {
    zh: '账号菜单里有大字版、纸面与夜航两种底色、中文与英文。放大到 200% 或窄到 320 像素都能用。',
    en: 'The account menu has large type, a light and a dark ground, Chinese and English. Pages work at 200 % zoom and at 320 pixels.',
  },
  access3: { zh: '遇到障碍', en: 'If something stands in your way' },
  access3a: {
    zh: '打页面底部的服务站电话，我们在电话里办，并把问题记下来改。',
    en: 'Ring the service point at the foot of the page: we do it by telephone and note the fault for repair.',
  },
  privacyTitle: { zh: '隐私', en: 'Privacy' },
  privacy1: { zh: '谁看得到您的诉求', en: 'Who can see a request' },
  privacy1a: {
    zh: '负责岗位、被请协办的岗位、监督岗和贵公司。别的企业看不到。',
    en: 'The post that answers, the posts asked to help, the supervising post and your company. No other company can.',
  },
  privacy2: { zh: '记了什么', en: 'What is recorded' },
  privacy2a: {
    zh: '诉求的内容、文件、联系电话，以及每一步由哪个岗位在什么时间做的。只记岗位，不公开工作人员姓名。',
    en: 'The content, the files, the telephone you leave, and which post did what and when. Posts are named, persons are not.',
  },
  privacy3: { zh: '存在您设备上的', en: 'What stays on your device' },
  privacy3a: {
    zh: '登录凭据（一个 Cookie）、语言和字号等设置、没发出的草稿。没有统计脚本，也不向第三方发送任何内容。',
    en: 'The sign-in cookie, settings such as language and type size, and drafts that were not sent. There are no tracking scripts and nothing goes to third parties.',
  },
  privacy3b: {
    zh: '语音转文字由您的浏览器完成，有的浏览器会把声音交给它自己的服务；不想这样可以打字。',
    en: 'Dictation is done by your browser, and some browsers use their own service for it; you can type instead.',
  },
} as const;
