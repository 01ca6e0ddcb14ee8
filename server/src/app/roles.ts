import type { Role } from '@banfei/contracts';

const NAMES: Readonly<Record<Role, string>> = {
  company: '企业账号',
  officer: '岗位人员',
  manager: '区管理',
  auditor: '监督岗',
  systemAdministrator: '系统管理员',
  securityAdministrator: '安全管理员',
  auditAdministrator: '审计管理员',
};

/** Name of a role for the sentence that says whose step it is. */
export const roleName = (role: Role): string => NAMES[role];
