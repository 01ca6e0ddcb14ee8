import type { Role } from '@banfei/contracts';

/** Who acts, from the session alone: nothing in a body or an address can change it. */
export interface Principal {
  readonly districtId: number;
  readonly accountId: string;
  readonly role: Role;
  /** Units that the account may act for: its company, or the posts it holds as officer or deputy. */
  readonly scopes: readonly string[];
}
