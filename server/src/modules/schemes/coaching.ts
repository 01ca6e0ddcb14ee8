import type { BookCoaching } from '@banfei/contracts';
import { packInForce, parseDay } from '@banfei/eligibility';
import { chronicle } from '../../platform/chronicle.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { openMatters, standingOf } from '../matters/index.ts';
import { worded } from '../network/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import { judgedFor } from './judged.ts';
import { schemeLibrary } from './library.ts';
import type { Stating } from './state-facts.ts';
import { lockFirm } from './store.ts';
import { whoseLiving } from './whose.ts';

/** Ids of schemes whose coaching is about a listing; all others are titles that the state grants. */
const LISTINGS = ['cn.sse.', 'cn.szse.', 'cn.bse', 'cn.neeq.', 'hk.'] as const;

/** The category of data/categories.json under which coaching for a scheme is a request. */
const categoryOf = (scheme: string): string =>
  LISTINGS.some((start) => scheme.startsWith(start)) ? 'finance.listing' : 'innovation.hightech';

/** The open request by which coaching for a scheme was booked, by scheme. */
export async function coachingOf(tx: Tx, firmId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.rows<{ scheme: string; matterId: string }>(sql`
    select scheme, matter_id as "matterId" from coachings where district_id = ${tx.districtId} and firm_id = ${firmId} order by booked_on, id`);
  const standing = await standingOf(
    tx,
    rows.map(({ matterId }) => matterId),
  );
  return new Map(
    rows.flatMap(({ scheme, matterId }): readonly [string, string][] => {
      const matter = standing.get(matterId);
      return matter?.open === true ? [[scheme, matter.number]] : [];
    }),
  );
}

interface Booking {
  readonly body: BookCoaching;
  readonly number: string;
  readonly directory: PostDirectory;
}

/** Books coaching for a scheme: a request to the team of the company's area that says what is left, once while it is open. */
export async function bookCoaching(tx: Tx, stating: Stating, { body, number, directory }: Booking): Promise<void> {
  const { principal, now } = stating;
  const { scheme } = body;
  const today = dayAt(now);
  const { packs, ids } = schemeLibrary();
  const pack = packInForce(packs, scheme, parseDay(today) ?? 0) ?? packs.find(({ id }) => id === scheme);
  if (pack === undefined) throw new Refusal('SCHEME_NONE', { scheme, known: ids.join(' ') });
  const firm = await whoseLiving(tx, principal, body.firmId);
  await lockFirm(tx, firm.id);
  const { title } = pack;
  const open = (await coachingOf(tx, firm.id)).get(scheme);
  if (open !== undefined) throw new Refusal('COACHING_OPEN', { titleZh: title.zh, titleEn: title.en, number: open });
  const duty = firm.areaNumber === null ? undefined : directory.dutyOfArea(firm.areaNumber);
  const post = duty ?? directory.counterOnDuty();
  if (post === undefined) throw new Refusal('OWNER_MISSING', { area: firm.areaNumber ?? 0 });
  const answer = await judgedFor(tx, firm, { asOf: today, today });
  const steps = answer.schemes.find(({ id }) => id === scheme)?.steps ?? [];
  const note = body.note.trim() === '' ? '' : `\n${worded('note', body.note)}`;
  const zh = steps.map(({ explanation }) => `· ${explanation.zh}`).join('\n');
  const en = steps.map(({ explanation }) => `· ${explanation.en}`).join('\n');
  const text =
    `约辅导：${title.zh}，还差 ${steps.length} 项${note}\n${zh}\n\nCoaching for ${title.en}; ${steps.length} left\n${en}`.slice(
      0,
      4000,
    );
  const opening = { number, firmId: firm.id, category: categoryOf(scheme), text, ownerPostId: post.id };
  const [matter] = await openMatters(tx, [opening], { principal, now, directory });
  if (matter === undefined) throw new Error('coaching has no matter');
  const id = newId(now);
  await tx.run(sql`
    insert into coachings (district_id, id, firm_id, scheme, matter_id, booked_on, account_id)
    values (${tx.districtId}, ${id}, ${firm.id}, ${scheme}, ${matter.id}, ${today}, ${principal.accountId})`);
  const payload = { firmId: firm.id, scheme, number: matter.number };
  await chronicle(tx, { subject: 'coaching', subjectId: id, seq: 1, at: now, type: 'booked', by: principal, payload });
}
