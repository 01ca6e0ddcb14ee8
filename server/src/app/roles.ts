import type { Bilingual, Role } from '@banfei/contracts';

const NAMES: Readonly<Record<Role, Bilingual>> = {
  company: { zh: '企业账号', en: 'company account' },
  officer: { zh: '岗位人员', en: 'officer of a post' },
  manager: { zh: '区管理', en: 'district management' },
  auditor: { zh: '监督岗', en: 'oversight post' },
  systemAdministrator: { zh: '系统管理员', en: 'system administrator' },
  securityAdministrator: { zh: '安全管理员', en: 'security administrator' },
  auditAdministrator: { zh: '审计管理员', en: 'audit administrator' },
};

/** Name of a role for the sentence that says whose step it is. */
export const roleName = (role: Role): Bilingual => NAMES[role];
