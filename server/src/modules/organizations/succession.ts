import type { LinkFate } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { Ended, OnSubjectEnded } from '../firms/index.ts';
import { handOn, lockCoverage } from './coverage.ts';
import type { Covered } from './organization.ts';

interface Hosted {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly version: number;
}

const hostedBy = (tx: Tx, host: Sql): Promise<Hosted[]> =>
  tx.rows(sql`
    select id, name_zh as "nameZh", name_en as "nameEn", version from organizations
    where district_id = ${tx.districtId} and ended_on is null and ${host} order by id for no key update`);

async function rehost(tx: Tx, hosted: readonly Hosted[], column: Sql, ended: Ended): Promise<LinkFate[]> {
  const { intoId, on, document, principal, now } = ended;
  for (const { id, version } of hosted) {
    await tx.run(sql`update organizations set ${column} = ${intoId}, version = ${version + 1}
      where district_id = ${tx.districtId} and id = ${id}`);
    const payload = { document, effectiveOn: on, hostId: intoId };
    await chronicle(tx, {
      subject: 'organization',
      subjectId: id,
      seq: version + 1,
      at: now,
      type: 'rehosted',
      by: principal,
      payload,
    });
  }
  return hosted.length === 0 ? [] : [{ kind: 'organization', moved: hosted.length, ended: 0, kept: 0 }];
}

async function coverageFate(tx: Tx, ended: Ended, where: Sql, target: (row: Covered) => Covered): Promise<LinkFate[]> {
  const covered = await lockCoverage(tx, where);
  if (covered.length === 0) return [];
  const fate = await handOn(tx, ended, covered, (row) => (ended.intoId === null ? null : target(row)));
  return [{ kind: 'coverage', ...fate, kept: 0 }];
}

/** A living organization always has a living host: it moves to the successor, or its own end must be registered first. */
export const succeedFirm: OnSubjectEnded = async (tx, ended) => {
  const { id, intoId } = ended;
  const hosted = await hostedBy(tx, sql`firm_id = ${id}`);
  const [first] = hosted;
  if (first !== undefined && intoId === null)
    throw new Refusal('HOSTS_ORGANIZATION', { nameZh: first.nameZh, nameEn: first.nameEn });
  // One company, one organization: otherwise nobody could say for which of them its account acts.
  const [there] = first === undefined ? [] : await hostedBy(tx, sql`firm_id = ${intoId}`);
  if (there !== undefined) throw new Refusal('HOST_TAKEN', { nameZh: there.nameZh, nameEn: there.nameEn });
  return [
    ...(await rehost(tx, hosted, sql`firm_id`, ended)),
    ...(await coverageFate(tx, ended, sql`firm_id = ${id}`, (row) => ({ ...row, firmId: intoId }))),
  ];
};

/** The same for a facility, which may host several organizations. */
export const succeedFacility: OnSubjectEnded = async (tx, ended) => {
  const { id, intoId } = ended;
  const hosted = await hostedBy(tx, sql`facility_id = ${id}`);
  const [first] = hosted;
  if (first !== undefined && intoId === null)
    throw new Refusal('HOSTS_ORGANIZATION', { nameZh: first.nameZh, nameEn: first.nameEn });
  return [
    ...(await rehost(tx, hosted, sql`facility_id`, ended)),
    ...(await coverageFate(tx, ended, sql`facility_id = ${id}`, (row) => ({ ...row, facilityId: intoId }))),
  ];
};
