import type { DealStage, DealTerms } from '@banfei/contracts';
import { chronicle } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import type { Principal } from '../../platform/principal.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import type { PostDirectory } from '../posts/index.ts';
import { type Deal, STAGE_WORDS } from './deal.ts';

const columns: Sql = sql`id, number, name, structure, stage, post_id as "postId", demo, source, terms, deal as file,
  issued_fen as "issuedFen", issued_on as "issuedOn", version`;

/** One product, for reading. */
export const loadDeal = (tx: Tx, id: string): Promise<Deal | undefined> =>
  tx.row<Deal>(sql`select ${columns} from deals where district_id = ${tx.districtId} and id = ${id}`);

/** Who acts on a product, and when. */
export interface Acting {
  readonly principal: Principal;
  readonly now: number;
  readonly directory: PostDirectory;
}

/** The product under lock: acts on it follow one another. */
export async function lockDeal(tx: Tx, id: string): Promise<Deal> {
  const deal = await tx.row<Deal>(sql`
    select ${columns} from deals where district_id = ${tx.districtId} and id = ${id} for no key update`);
  if (deal === undefined) throw new Refusal('NOT_FOUND');
  return deal;
}

/** Whoever holds the desk post works on the product. */
export function mustHoldDesk({ number, postId }: Deal, { principal, directory }: Acting): void {
  if (principal.scopes.includes(postId)) return;
  const { zh, en } = directory.card(postId).name;
  throw new Refusal('DEAL_NOT_DESK', { number, postZh: zh, postEn: en });
}

export function mustBeSeen({ number, version }: Deal, seen: number): void {
  if (version !== seen) throw new Refusal('DEAL_VERSION', { number, seen, version });
}

export function mustStandAt(deal: Deal, isOpen: (stage: DealStage) => boolean): void {
  const { zh, en } = STAGE_WORDS[deal.stage];
  if (!isOpen(deal.stage)) throw new Refusal('DEAL_STAGE', { number: deal.number, stageZh: zh, stageEn: en });
}

/** Locks a product for its desk, which has seen this version. */
export async function lockForDesk(tx: Tx, acting: Acting, id: string, version: number): Promise<Deal> {
  const deal = await lockDeal(tx, id);
  mustHoldDesk(deal, acting);
  mustBeSeen(deal, version);
  return deal;
}

/** What an act changes of the product itself; every act raises the version. */
export interface DealChange {
  readonly stage?: DealStage;
  readonly terms?: DealTerms;
  readonly file?: unknown;
  readonly issuedFen?: bigint;
  readonly issuedOn?: string;
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** Stores one act on a locked product: the change, its event, leaf and message. */
export async function storeAct(
  tx: Tx,
  deal: Deal,
  act: { readonly type: string; readonly payload: Readonly<Record<string, unknown>>; readonly change?: DealChange },
  { principal, now }: Pick<Acting, 'principal' | 'now'>,
): Promise<void> {
  const { stage, terms, file, issuedFen, issuedOn } = act.change ?? {};
  const seq = deal.version + 1;
  await tx.run(sql`
    update deals set version = ${seq}, stage = ${stage ?? deal.stage}, terms = coalesce(${json(terms)}::jsonb, terms),
      deal = coalesce(${json(file)}::jsonb, deal), issued_fen = coalesce(${issuedFen ?? null}::bigint, issued_fen),
      issued_on = coalesce(${issuedOn ?? null}::date, issued_on)
    where district_id = ${tx.districtId} and id = ${deal.id} and version = ${deal.version}`);
  await chronicle(tx, {
    subject: 'deal',
    subjectId: deal.id,
    seq,
    at: now,
    type: act.type,
    by: principal,
    payload: act.payload,
  });
}
