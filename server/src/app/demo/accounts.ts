import type { DemoAccounts, Role } from '@banfei/contracts';

/** One password for every account of a demo district: shown on its sign-in page, of no use anywhere else. */
export const DEMO_PASSWORD = 'banfei-demo';

type Shown = readonly [login: string, role: Role, zh: string, en: string];

// In the order in which a visitor should try them: who asks, who answers, who decides, who looks on.
const SHOWN: readonly Shown[] = [
  ['lanjian', 'company', '企业 · 澜见光学（演示）', 'Company · Lanjian Optics (demo)'],
  ['qiheng', 'company', '企业 · 启衡机器人（演示）', 'Company · Qiheng Robotics (demo)'],
  ['zhiwei', 'company', '企业 · 知微医学影像（演示）', 'Company · Zhiwei Medical Imaging (demo)'],
  ['lab', 'company', '实验室 · 光子感知联合实验室（演示）', 'Laboratory · Photonic sensing (demo)'],
  ['team27', 'officer', '第 27 服务队队长岗', 'Service team 27, lead'],
  ['team27b', 'officer', '第 27 服务队副队长岗（替岗）', 'Service team 27, deputy lead'],
  ['counter1', 'officer', '梦想小镇站点窗口岗', 'Dream Town counter'],
  ['equipment', 'officer', '特种设备监管岗', 'Special equipment'],
  ['land', 'officer', '用地与空间岗', 'Land and space'],
  ['finance', 'officer', '金融服务岗', 'Finance'],
  ['supervisor1', 'officer', '东片分管岗', 'Supervisor, east'],
  ['supervisor4', 'officer', '北片分管岗', 'Supervisor, north'],
  ['manager', 'manager', '党工委办公室', 'District office'],
  ['deputy', 'manager', '管委会办公室', 'Committee office'],
  ['auditor', 'auditor', '监督岗', 'Oversight post'],
  ['sysadmin', 'systemAdministrator', '系统管理员', 'System administrator'],
  ['secadmin', 'securityAdministrator', '安全管理员', 'Security administrator'],
  ['auditadmin', 'auditAdministrator', '审计管理员', 'Audit administrator'],
];

/** The accounts that the sign-in page of a demo district offers. */
export const demoAccounts = (): DemoAccounts => ({
  accounts: SHOWN.map(([login, role, zh, en]) => ({ login, password: DEMO_PASSWORD, role, name: { zh, en } })),
});
