import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { firmCard } from '../firms/index.ts';
import { openMatters } from '../matters/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import { ALARM_WORDS, type DueAlarm, dueAlarms } from './alarm.ts';
import type { CoverageDeps } from './deps.ts';
import { readGround } from './ground.ts';
import { rulesOn } from './rules.ts';
import { standingPlan } from './standing-plan.ts';

/** Requests that one run opens at most; what is left is told by the next, the most urgent first. */
const MOST = 200;
const CATEGORY = 'other';

interface Raising {
  readonly alarm: DueAlarm;
  readonly number: string;
  readonly now: number;
  readonly directory: PostDirectory;
}

/** One alarm in one transaction: its request and its row, or nothing. False when it was raised or settled meanwhile. */
async function raise(tx: Tx, { alarm, number, now, directory }: Raising): Promise<boolean> {
  const { standing, code, rule, dueOn } = alarm;
  const district = tx.districtId;
  const living = await tx.row(
    sql`select id from coverage_standings where district_id = ${district} and id = ${standing.id} and until is null for no key update`,
  );
  const known = await tx.row(
    sql`select id from coverage_alarms where district_id = ${district} and standing_id = ${standing.id} and code = ${code} and resolved_on is null`,
  );
  const firm = await firmCard(tx, standing.firmId);
  if (living === undefined || known !== undefined || firm === undefined) return false;
  const duty = firm.areaNumber === null ? undefined : directory.dutyOfArea(firm.areaNumber);
  const post = duty ?? directory.counterOnDuty();
  if (post === undefined) return false;
  const { zh, en } = ALARM_WORDS[code];
  const text = `组织覆盖：${firm.name}，${zh}（依据 ${rule}，${dueOn} 起）。请牵头处理。\nCoverage: ${firm.name} ${en} (rule ${rule}, since ${dueOn}).`;
  const opening = { number, firmId: firm.id, category: CATEGORY, text, ownerPostId: post.id };
  const [matter] = await openMatters(tx, [opening], { principal: null, now, directory });
  if (matter === undefined) return false;
  await tx.run(sql`
    insert into coverage_alarms (district_id, id, standing_id, code, rule, due_on, raised_on, matter_id)
    values (${district}, ${newId(now)}, ${standing.id}, ${code}, ${rule}, ${dueOn}, ${dayAt(now)}, ${matter.id})`);
  return true;
}

/** Alarms whose cause has gone are resolved; their requests stay with their owners until they are closed. */
async function resolve(tx: Tx, due: readonly DueAlarm[], day: string): Promise<void> {
  const lasting = due.map(({ standing, code }) => `${standing.id} ${code}`);
  await tx.run(sql`update coverage_alarms set resolved_on = greatest(raised_on, ${day}::date) where district_id = ${tx.districtId}
    and resolved_on is null and not (standing_id || ' ' || code = any(${lasting}::text[]))`);
}

/** Raises what is due and not raised yet; says how many requests were opened. Running late or twice raises nothing twice. */
export async function raiseAlarms({ platform, posts, numbers }: CoverageDeps, districtId: number): Promise<number> {
  const now = platform.now();
  const day = dayAt(now);
  const rules = rulesOn(day);
  const ground = await platform.db.readDistrict(districtId, readGround);
  const faults = standingPlan(ground, rules);
  const due = await platform.db.readDistrict(districtId, (tx) => dueAlarms(tx, { day, rules, faults }));
  await platform.db.inDistrict(districtId, (tx) => resolve(tx, due, day));
  const open = await platform.db.readDistrict(districtId, (tx) =>
    tx.rows<{ key: string }>(
      sql`select standing_id || ' ' || code as key from coverage_alarms where district_id = ${districtId} and resolved_on is null`,
    ),
  );
  const raised = new Set(open.map(({ key }) => key));
  const fresh = due.filter(({ standing, code }) => !raised.has(`${standing.id} ${code}`)).slice(0, MOST);
  if (fresh.length === 0) return 0;
  const directory = await posts.directory(districtId);
  let count = 0;
  for (const alarm of fresh) {
    const number = await numbers.next(districtId, now);
    if (await platform.db.inDistrict(districtId, (tx) => raise(tx, { alarm, number, now, directory }))) count += 1;
  }
  platform.outboxFilled();
  return count;
}
