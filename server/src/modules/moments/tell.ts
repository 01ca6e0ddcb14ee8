import { dayAt, dayNumber, dayText } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { firmCard } from '../firms/index.ts';
import { openMatters } from '../matters/index.ts';
import type { PostDirectory } from '../posts/index.ts';
import type { MomentDeps } from './deps.ts';
import { contactsMade, gatherMoments, HORIZON, RULES, toldOf } from './gather.ts';
import { ruleOf } from './moment.ts';
import { type Contact, type ContactPlan, type Moment, planContacts } from './plan.ts';

/** Who is told of what on a day, from what the registers say and what has been told. */
export async function planDay(tx: Tx, today: number): Promise<ContactPlan> {
  const all = await gatherMoments(tx, { today, days: HORIZON, firmIds: null });
  const told = await toldOf(
    tx,
    all.map(({ cause }) => cause),
  );
  const untold = all.filter(({ cause }) => !told.has(cause));
  return planContacts(untold, await contactsMade(tx, today), today, RULES);
}

const line = ({ kind, title, dueOn }: Moment, language: 'zh' | 'en'): string =>
  `${dayText(dueOn)} ${ruleOf(kind).name[language]}${language === 'zh' ? '：' : ': '}${title}`;

/** The words of a contact, both languages: how many moments, the nearest first, and what happens next. */
function wordsOf(moments: readonly Moment[]): string {
  const zh = moments.map((moment) => line(moment, 'zh')).join('\n');
  const en = moments.map((moment) => line(moment, 'en')).join('\n');
  return `有 ${moments.length} 个日子快到了，提前告诉您，需要帮忙请直接回复\n${zh}\n\n${moments.length} of your dates are coming up. Reply if you want help\n${en}`;
}

interface Telling {
  readonly contact: Contact;
  readonly number: string;
  readonly now: number;
  readonly directory: PostDirectory;
}

/**
 * One contact in one transaction: the request, the contact and its causes, or nothing. False when somebody else was told of one of
 * them meanwhile: then the next run looks again.
 */
async function tell(tx: Tx, { contact, number, now, directory }: Telling): Promise<boolean> {
  const { firmId, moments, aboveBudget } = contact;
  const firm = await firmCard(tx, firmId);
  const [nearest] = moments;
  if (firm === undefined || nearest === undefined) return false;
  // Runs of several processes follow one another company by company.
  await tx.row(sql`select id from firms where district_id = ${tx.districtId} and id = ${firmId} for no key update`);
  const causes = moments.map(({ cause }) => cause);
  if ((await toldOf(tx, causes)).size > 0) return false;
  const post =
    (firm.areaNumber === null ? undefined : directory.dutyOfArea(firm.areaNumber)) ?? directory.counterOnDuty();
  if (post === undefined) return false;
  const { category } = ruleOf(nearest.kind);
  const opening = { number, firmId, category, text: wordsOf(moments), ownerPostId: post.id };
  const [matter] = await openMatters(tx, [opening], { principal: null, now, directory });
  if (matter === undefined) return false;
  const id = newId(now);
  await tx.run(sql`
    insert into moment_contacts (district_id, id, firm_id, made_on, matter_id, above_budget)
    values (${tx.districtId}, ${id}, ${firmId}, ${dayAt(now)}, ${matter.id}, ${aboveBudget})`);
  for (const { cause, kind, title, dueOn } of moments)
    await tx.run(sql`
      insert into moment_causes (district_id, cause, contact_id, kind, title, due_on)
      values (${tx.districtId}, ${cause}, ${id}, ${kind}, ${title}, ${dayText(dueOn)})`);
  return true;
}

/** Tells every company of what is ripe today; says how many contacts were made. Running late or twice tells nobody twice. */
export async function tellMoments(deps: MomentDeps, districtId: number): Promise<number> {
  const { platform, posts, numbers } = deps;
  const now = platform.now();
  const { contacts } = await platform.db.readDistrict(districtId, (tx) => planDay(tx, dayNumber(dayAt(now))));
  if (contacts.length === 0) return 0;
  const directory = await posts.directory(districtId);
  let made = 0;
  for (const contact of contacts) {
    const number = await numbers.next(districtId, now);
    if (await platform.db.inDistrict(districtId, (tx) => tell(tx, { contact, number, now, directory }))) made += 1;
  }
  platform.outboxFilled();
  return made;
}
