import type { Actor, Matter } from '@banfei/custody';
import type { Principal } from '../../platform/principal.ts';

/** What authorization needs to know of a matter. */
export interface Reach {
  readonly firmId: string;
  readonly ownerPostId: string;
  readonly supervisorId: string;
}

/** A company sees the matters of its own company, and nothing of others. */
const isOwnCompany = (principal: Principal, matter: Reach): boolean =>
  principal.role === 'company' && principal.scopes.includes(matter.firmId);

/** Officers see the matters of their district: whoever is asked must be able to answer (首问负责). */
const servesDistrict = (principal: Principal): boolean => principal.role === 'officer';

/** The zone's management and the auditor see all matters of the district. */
const overseesDistrict = (principal: Principal): boolean =>
  principal.role === 'manager' || principal.role === 'auditor';

/** The three administrators see no business data at all (SECURITY.md). */
export const maySee = (principal: Principal, matter: Reach): boolean =>
  isOwnCompany(principal, matter) || servesDistrict(principal) || overseesDistrict(principal);

/** Internal notes, refusals between posts and rulings are for the district's own people. */
export const maySeeInternal = (principal: Principal): boolean => principal.role !== 'company';

/** The contact's phone is shown to the company itself and to the post that answers; to everybody else masked. */
export const maySeeContact = (principal: Principal, matter: Reach): boolean =>
  isOwnCompany(principal, matter) || principal.scopes.includes(matter.ownerPostId);

/** The manager vouches for oversight of the whole district. */
export const manages = (principal: Principal): boolean => principal.role === 'manager';

/** The post for which a principal acts on this matter: the one it names, else the one that has a part in it. */
export function actingPost(principal: Principal, matter: Matter | null, named: string | undefined): string | undefined {
  if (named !== undefined) return principal.scopes.includes(named) ? named : undefined;
  const parts = [
    matter?.owner.postId,
    matter?.pendingOffer?.toPostId,
    ...(matter?.assistTenures.filter(({ until }) => until === null).map(({ assistant }) => assistant.postId) ?? []),
    matter?.supervisorPostId,
    matter?.firstAsked.postId,
  ];
  return parts.find((post) => post !== undefined && principal.scopes.includes(post)) ?? principal.scopes[0];
}

/** The actor of an event: a company acts as the company, an officer for a post, never as a person. */
export function actorOf(principal: Principal, postId: string | undefined): Actor {
  if (principal.role === 'company') return { kind: 'company', accountId: principal.accountId };
  return {
    kind: 'officer',
    accountId: principal.accountId,
    ...(postId === undefined || principal.role !== 'officer' ? {} : { postId }),
  };
}
