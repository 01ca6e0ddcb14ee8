import type { Attention, Cockpit, FigureRows, OnTimeWeek } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { sql } from '../../platform/sql.ts';
import type { PostDirectory } from '../posts/index.ts';
import { FIGURES, figureOf } from './definitions.ts';
import type { Figure, Lang, Reader, Scope } from './figure.ts';
import { scopeOf } from './locate.ts';
import { afterOf, countByArea, countRows, cursorOf, figureValue, figureView, readPage, readRows } from './rows.ts';
import { sentenceOf } from './sentence.ts';
import { startOfPeriod, WEEK, WEEKS } from './shanghai.ts';

/** What a leader should look at, worst first; those that count nothing are left out. */
const LOOK = [
  'overdue',
  'needsArbiter',
  'dueToday',
  'offersPending',
  'waiting',
  'dealWarnings',
  'firmsUnplaced',
  'firmsProvisional',
];

/** Settled and on time by week, from the rows of the two figures themselves. */
async function onTimeWeeks(tx: Tx, scope: Scope): Promise<OnTimeWeek[]> {
  const start = startOfPeriod(scope.now);
  const byWeek = async (id: string): Promise<ReadonlyMap<number, number>> => {
    const rows = await tx.rows<{ week: number; n: number }>(sql`
      select floor(extract(epoch from r.closed_at - ${new Date(start)}::timestamptz) / 604800)::integer as week,
        count(*)::integer as n
      from (${figureOf(id).rows(scope)}) r group by 1`);
    return new Map(rows.map(({ week, n }) => [week, n]));
  };
  const [settled, met] = [await byWeek('settled'), await byWeek('settledOnTime')];
  return Array.from({ length: WEEKS }, (_, week) => ({
    week: dayAt(start + week * WEEK),
    met: met.get(week) ?? 0,
    settled: settled.get(week) ?? 0,
  }));
}

async function worstOf(tx: Tx, figure: Figure, scope: Scope, reader: Reader): Promise<Attention> {
  const [row] = await readRows(tx, figure, scope, { area: null, after: null, limit: 1 });
  return { figure: figure.id, ...(row === undefined ? { at: null, post: null } : figure.worst(row, reader)) };
}

/** The whole cockpit on one snapshot: sentence, figures, what to look at, on-time weeks. */
export async function readCockpit(tx: Tx, directory: PostDirectory, now: number): Promise<Cockpit> {
  const scope = await scopeOf(tx, now);
  const values = new Map<string, number>();
  for (const figure of FIGURES) values.set(figure.id, await figureValue(tx, figure, scope, null));
  const value = (id: string): number => values.get(id) ?? 0;
  const attention: Attention[] = [];
  const reader: Reader = { lang: 'zh', now, directory };
  for (const id of LOOK) if (value(id) > 0) attention.push(await worstOf(tx, figureOf(id), scope, reader));
  return {
    asOf: isoInstant(now),
    sentence: sentenceOf({
      overdue: value('overdue'),
      dueToday: value('dueToday'),
      open: value('open'),
      teams: value('teams'),
      teamsOnTime: value('teamsOnTime'),
    }),
    figures: FIGURES.map((figure) => figureView(figure, value(figure.id), now)),
    attention,
    onTimeWeeks: await onTimeWeeks(tx, scope),
  };
}

/** Refuses with FIGURE_AREA_UNKNOWN an area that the district does not have. */
export async function checkArea(tx: Tx, area: number | null): Promise<void> {
  if (area === null) return;
  const found = await tx.row(sql`select from service_areas where district_id = ${tx.districtId} and number = ${area}`);
  if (found === undefined) throw new Refusal('FIGURE_AREA_UNKNOWN', { area });
}

export interface RowsAsked {
  readonly area: number | null;
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly lang: Lang;
  readonly now: number;
}

/** One page of the rows behind a figure, with its value counted on the same snapshot. */
export async function readFigureRows(
  tx: Tx,
  figure: Figure,
  directory: PostDirectory,
  asked: RowsAsked,
): Promise<FigureRows> {
  const { area, cursor, limit, lang, now } = asked;
  await checkArea(tx, area);
  const scope = await scopeOf(tx, now);
  const total = await countRows(tx, figure, scope, area);
  const page = await readPage(tx, figure, scope, { area, after: cursor === undefined ? null : afterOf(cursor), limit });
  const reader: Reader = { lang, now, directory };
  return {
    figure: figureView(figure, figure.unit === 'count' ? total : await figureValue(tx, figure, scope, area), now),
    columns: [...figure.columns],
    rows: page.rows.map((row) => figure.present(row, reader)),
    total,
    next: page.next && cursorOf(page.next),
  };
}

export interface AreaCounts {
  readonly firms: number;
  readonly open: number;
  readonly overdue: number;
  readonly dueToday: number;
  readonly onTime: { readonly met: number; readonly settled: number };
}

/** Counts for the map, by area number; an area without any row of these figures is absent. */
export async function areaCounts(tx: Tx, now: number): Promise<ReadonlyMap<number, AreaCounts>> {
  const scope = await scopeOf(tx, now);
  const count = (id: string) => countByArea(tx, figureOf(id), scope);
  const firms = await count('firms');
  const open = await count('open');
  const overdue = await count('overdue');
  const dueToday = await count('dueToday');
  const settled = await count('settled');
  const met = await count('settledOnTime');
  const areas = new Set([...firms.keys(), ...open.keys(), ...settled.keys()]);
  return new Map(
    [...areas].map((area) => [
      area,
      {
        firms: firms.get(area) ?? 0,
        open: open.get(area) ?? 0,
        overdue: overdue.get(area) ?? 0,
        dueToday: dueToday.get(area) ?? 0,
        onTime: { met: met.get(area) ?? 0, settled: settled.get(area) ?? 0 },
      },
    ]),
  );
}
