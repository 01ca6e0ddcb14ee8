/**
 * The life of a matter: who is accountable for it at every instant, and how that may change.
 *
 * `decide` turns a command into the next event or a refusal, `fold` and `apply` turn events into the matter, the
 * accessors answer questions about it, and `audit` checks any history by its own means.
 */
export * from './accessors.ts';
export { AUDIT_CODES, type AuditCode, audit, type Violation } from './audit.ts';
export { auditTenures, type TenureRow } from './audit-tenures.ts';
export * from './commands.ts';
export { checkVersion, type Decision, decide } from './decide.ts';
export * from './events.ts';
export { apply, fold } from './fold.ts';
export { awaitsArbiter, groundUsed } from './guards.ts';
export * from './limits.ts';
export * from './matter.ts';
export {
  CUSTODY_REFUSALS,
  type CustodyRefusal,
  type CustodyRefusalCode,
  type CustodyRefusalFacts,
  type OfferStatus,
} from './refusals.ts';
export { isOpen, rolesOf } from './roles.ts';
export * from './states.ts';
