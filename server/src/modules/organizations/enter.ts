import type { RegisterOrganization } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { mustHaveCome } from '../firms/index.ts';
import { checkHost } from './host.ts';
import type { Organization } from './organization.ts';
import { inOrder, lockLiving, type Registering, termInOrder } from './register.ts';
import { insertOrganizations } from './store.ts';

// Whoever takes a code waits for others who do, so that the second one is told whose it is.
async function codeMustBeFree(tx: Tx, code: string): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(hashtext('organization codes'), ${tx.districtId})`);
  const row = await tx.row<{ nameZh: string; nameEn: string }>(sql`
    select name_zh as "nameZh", name_en as "nameEn" from organizations where district_id = ${tx.districtId} and code = ${code}`);
  if (row !== undefined) throw new Refusal('ORGANIZATION_CODE_TAKEN', { code, ...row });
}

const words = (field: string, text: string): string => {
  const trimmed = text.trim();
  if (trimmed === '') throw new Refusal('INPUT_INVALID', { field, problem: 'blank' });
  return trimmed;
};

/** Registers a new organization by the document that set it up; answers with its id. */
export async function registerOrganization(
  tx: Tx,
  { principal, now }: Registering,
  body: RegisterOrganization,
): Promise<string> {
  const { code, kind, form, approvedOn } = body;
  const id = newId(now);
  mustHaveCome(approvedOn, now);
  inOrder('1921-07-01', approvedOn);
  const termBeganOn = body.termBeganOn ?? null;
  const reelectionDueOn = body.reelectionDueOn ?? null;
  termInOrder({ termBeganOn, reelectionDueOn });
  await codeMustBeFree(tx, code);
  await checkHost(tx, body, id);
  if (body.parentId !== undefined) await lockLiving(tx, body.parentId);
  const organization: Organization = {
    id,
    code,
    name: { zh: words('name.zh', body.name.zh), en: words('name.en', body.name.en) },
    kind,
    form,
    firmId: body.firmId ?? null,
    facilityId: body.facilityId ?? null,
    memberCount: body.memberCount ?? null,
    parentId: body.parentId ?? null,
    approvedOn,
    approvalDocument: words('document', body.document),
    termBeganOn,
    reelectionDueOn,
    version: 1,
  };
  await insertOrganizations(tx, [organization]);
  const { id: _id, version: _version, approvalDocument: document, ...fields } = organization;
  const payload = { document, effectiveOn: approvedOn, ...fields };
  await chronicle(tx, {
    subject: 'organization',
    subjectId: id,
    seq: 1,
    at: now,
    type: 'registered',
    by: principal,
    payload,
  });
  return id;
}
