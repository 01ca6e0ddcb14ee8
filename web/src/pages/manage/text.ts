/** Words of the management pages. */
export const manageText = {
  shell: { zh: '运行总览', en: 'District overview' },
  overview: { zh: '总览', en: 'Overview' },
} as const;
