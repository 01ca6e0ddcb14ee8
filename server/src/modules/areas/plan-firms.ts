import type { AreaPlanFirms } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { isId } from '../../platform/ids.ts';
import { firmsByCell, firmsInCells } from '../firms/index.ts';
import type { MattersOfGround } from './plan-deps.ts';
import { loadPlan } from './plan-views.ts';

export interface FirmsAsked {
  readonly planId: string;
  /** Only companies that leave this area or come to it. */
  readonly area: number | undefined;
  readonly cursor: string | undefined;
  readonly limit: number;
}

type After = { readonly name: string; readonly id: string } | null;

const cursorOf = ({ name, id }: NonNullable<After>): string => Buffer.from(`${id}|${name}`).toString('base64url');

// A cursor that cannot be read begins the list anew: nothing is skipped, at worst something is shown twice.
function afterOf(cursor: string | undefined): After {
  if (cursor === undefined || cursor === '') return null;
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [id = '', name = ''] = [text.slice(0, 36), text.slice(37)];
  return isId(id) && !name.includes('\u0000') ? { name, id } : null;
}

/** Companies that change their team under a plan, by name, a page at a time. */
export async function planFirms(tx: Tx, matters: MattersOfGround, asked: FirmsAsked): Promise<AreaPlanFirms> {
  const plan = await loadPlan(tx, asked.planId);
  if (plan === undefined) throw new Refusal('NOT_FOUND');
  const { area, limit } = asked;
  const moves = new Map(
    plan.moves
      .filter(({ from, to }) => area === undefined || from === area || to === area)
      .map((move) => [move.cell, move] as const),
  );
  const found = await firmsInCells(tx, [...moves.keys()], afterOf(asked.cursor), limit + 1);
  const page = found.slice(0, limit);
  const open = new Map<string, number>();
  for (const { firmId } of await matters.openIn(tx, [...new Set(page.map(({ cell }) => cell))], 100_000))
    open.set(firmId, (open.get(firmId) ?? 0) + 1);
  const last = page.at(-1);
  return {
    rows: page.map(({ id, name, address, cell }) => {
      const { from = 0, to = 0 } = moves.get(cell) ?? {};
      return { id, name, address, from, to, open: open.get(id) ?? 0 };
    }),
    total: (await firmsByCell(tx)).reduce((sum, { cell, firms }) => sum + (moves.has(cell) ? firms : 0), 0),
    next: found.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}
