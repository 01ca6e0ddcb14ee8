/** Words of the staff pages. */
export const workText = {
  shell: { zh: '服务办理', en: 'Service desk' },
  inbox: { zh: '收件', en: 'Inbox' },
} as const;
