import { fold } from '@banfei/custody';
import type { Tx } from '../../platform/db.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { type EventRow, eventOf } from './history.ts';
import type { MatterFile, Subject } from './matter.ts';

/** Columns of a matter that never change, under the names of `Subject`. */
export const subjectColumns: Sql = sql`m.id, m.number, m.query_code as "queryCode", m.firm_id as "firmId", m.site_id as "siteId",
  m.area_number as "areaNumber", m.channel, m.category, m.title, m.body as text, m.place, m.contact_name as "contactName",
  m.contact_phone as "contactPhone", m.raised_by as "raisedBy", m.supervisor_id as "supervisorId",
  m.calendar_version as "calendarVersion", m.policy_version as "policyVersion"`;

/** Matters with their histories, for the subjects that a view has found. */
export async function loadFiles(tx: Tx, subjects: readonly Subject[]): Promise<MatterFile[]> {
  const rows = await tx.rows<EventRow & { matter_id: string }>(sql`
    select matter_id, seq, at, type, actor_kind, actor_post_id, actor_account_id, payload from matter_events
    where district_id = ${tx.districtId} and matter_id = any(${subjects.map(({ id }) => id)}::uuid[]) order by matter_id, seq`);
  const byMatter = groupRows(rows);
  return subjects.map((subject) => {
    const events = (byMatter.get(subject.id) ?? []).map(eventOf);
    return { subject, events, matter: fold(events) };
  });
}

function groupRows<Row extends { matter_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.matter_id);
    if (group === undefined) groups.set(row.matter_id, [row]);
    else group.push(row);
  }
  return groups;
}

/** One matter by number, locked for a step: whoever comes second waits, then sees what the first one did. */
export async function loadForStep(tx: Tx, number: string): Promise<MatterFile | undefined> {
  const subject = await tx.row<Subject>(sql`
    select ${subjectColumns} from matters m where m.district_id = ${tx.districtId} and m.number = ${number} for no key update`);
  return subject && (await loadFiles(tx, [subject]))[0];
}

/** One matter by number, for reading. */
export async function loadFile(tx: Tx, number: string): Promise<MatterFile | undefined> {
  const subject = await tx.row<Subject>(sql`
    select ${subjectColumns} from matters m where m.district_id = ${tx.districtId} and m.number = ${number}`);
  return subject && (await loadFiles(tx, [subject]))[0];
}
