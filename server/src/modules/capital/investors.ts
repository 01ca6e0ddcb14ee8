import type { CloseCapital, RegisterInvestor, ReviseInvestor } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import { constraintOf, type Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { industryName } from '../firms/index.ts';
import { worded } from '../network/index.ts';
import type { Acting } from './act.ts';
import { endIntroductions } from './end.ts';
import { type Investor, lockInvestor } from './load.ts';
import { spokenFen } from './money.ts';
import { insertInvestors } from './store.ts';
import { mustBeSeen } from './words.ts';

type Given = Omit<ReviseInvestor, 'version'>;

/** What an investor looks for, with its values checked against each other. */
function criteriaOf({ forms, stages, sectors, leastFen, mostFen, desk, deskPhone, reference }: Given): Given {
  if (leastFen > mostFen) {
    const [least, most] = [spokenFen(leastFen), spokenFen(mostFen)];
    throw new Refusal('INVESTOR_AMOUNTS', {
      leastZh: least.zh,
      leastEn: least.en,
      mostZh: most.zh,
      mostEn: most.en,
    });
  }
  const unknown = sectors.find((code) => industryName(code) === undefined);
  if (unknown !== undefined) throw new Refusal('INVESTOR_SECTOR', { sector: unknown });
  return {
    forms,
    stages,
    sectors: [...sectors].sort(),
    leastFen,
    mostFen,
    desk: worded('desk', desk),
    deskPhone,
    reference: worded('reference', reference),
  };
}

/** Registers an investor under the paper by which its criteria are known. */
export async function registerInvestor(tx: Tx, { principal, now }: Acting, body: RegisterInvestor): Promise<void> {
  const { name: given, kind, ...rest } = body;
  const name = worded('name', given);
  const criteria = criteriaOf(rest);
  const investor: Investor = { id: newId(now), name, kind, ...criteria, open: true, demo: false, version: 1 };
  try {
    await insertInvestors(tx, [investor], now);
  } catch (error) {
    if (constraintOf(error) === 'investors_name') throw new Refusal('INVESTOR_KNOWN', { name });
    throw error;
  }
  await chronicle(tx, {
    subject: 'investor',
    subjectId: investor.id,
    seq: 1,
    at: now,
    type: 'registered',
    by: principal,
    payload: { name, kind, ...criteria },
  });
}

async function lockOpen(tx: Tx, id: string, seen: number): Promise<Investor> {
  const investor = await lockInvestor(tx, id);
  const { name, open } = investor;
  mustBeSeen(investor, seen);
  if (!open) throw new Refusal('CAPITAL_CLOSED', { name });
  return investor;
}

/** An investor looks for something else from now on; introductions under way go on as they were asked. */
export async function reviseInvestor(
  tx: Tx,
  { principal, now }: Acting,
  { id, body }: { readonly id: string; readonly body: ReviseInvestor },
): Promise<void> {
  const { version, ...rest } = body;
  const criteria = criteriaOf(rest);
  await lockOpen(tx, id, version);
  const { forms, stages, sectors, leastFen, mostFen, desk, deskPhone, reference } = criteria;
  await tx.run(sql`
    update investors set forms = ${[...forms]}, stages = ${[...stages]}, sectors = ${[...sectors]}, least_fen = ${BigInt(leastFen)},
      most_fen = ${BigInt(mostFen)}, desk = ${desk}, desk_phone = ${deskPhone}, reference = ${reference}, version = ${version + 1}
    where district_id = ${tx.districtId} and id = ${id}`);
  const event = { subject: 'investor', subjectId: id, seq: version + 1, at: now, type: 'revised', by: principal };
  await chronicle(tx, { ...event, payload: { ...criteria } });
}

/** An investor is no longer available; what was under way with it ends, each company told by its request. */
export async function closeInvestor(
  tx: Tx,
  { principal, now }: Acting,
  { id, body }: { readonly id: string; readonly body: CloseCapital },
): Promise<void> {
  const { version } = body;
  const reason = worded('reason', body.reason);
  await lockOpen(tx, id, version);
  await tx.run(sql`
    update investors set open = false, version = ${version + 1} where district_id = ${tx.districtId} and id = ${id}`);
  await endIntroductions(tx, { where: sql`t.investor_id = ${id}`, reason, by: { principal, now } });
  const event = { subject: 'investor', subjectId: id, seq: version + 1, at: now, type: 'closed', by: principal };
  await chronicle(tx, { ...event, payload: { reason } });
}
