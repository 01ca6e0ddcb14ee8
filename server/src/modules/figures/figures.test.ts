import type { FigureRow } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownerRows, type TestDatabase, testDatabase } from '../../../test/database.ts';
import { sql } from '../../platform/sql.ts';
import { createPosts, type PostDirectory } from '../posts/index.ts';
import { FIGURES, figureAsked, PARTITIONS } from './definitions.ts';
import type { Figure } from './figure.ts';
import { AREAS, NOW, type SeededDistrict, seedDistrict } from './fixture.ts';
import { scopeOf } from './locate.ts';
import { ORACLE, SUMS } from './oracle.ts';
import { afterOf, countRows, cursorOf } from './rows.ts';
import { areaCounts, readCockpit, readFigureRows } from './views.ts';

const CANARY = 'CANARY2';
/** The instants at which the district is looked at: working hours, the last millisecond of a Sunday, a Monday's first. */
const INSTANTS = [NOW, Date.parse('2026-11-22T15:59:59.999Z'), Date.parse('2026-11-22T16:00:00.000Z')];
const FILTERS = [null, ...Array.from({ length: AREAS }, (_, at) => at + 1)];

let database: TestDatabase;
let one: SeededDistrict;
let directory: PostDirectory;

beforeAll(async () => {
  database = await testDatabase();
  one = await seedDistrict(database.db, 1, 20261120, 'Z');
  await seedDistrict(database.db, 2, 7, CANARY);
  directory = await createPosts({ db: database.db, now: () => NOW }).directory(1);
});
afterAll(() => database.close());

async function screenRows(
  figure: Figure,
  area: number | null,
  now: number,
  limit = 17,
): Promise<{ total: number; rows: FigureRow[] }> {
  const rows: FigureRow[] = [];
  let cursor: string | undefined;
  let total = -1;
  do {
    const page = await database.db.readDistrict(1, (tx) =>
      readFigureRows(tx, figure, directory, { area, cursor, limit, lang: 'zh', now }),
    );
    rows.push(...page.rows);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    total = page.total;
    if (figure.unit === 'count') expect(page.figure.value).toBe(total);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return { total, rows };
}

const keys = (rows: readonly FigureRow[]): string[] => rows.map((row) => String(row.key)).sort();

async function oracleKeys(id: string, area: number | null, now: number): Promise<string[]> {
  const text = ORACLE[id];
  if (text === undefined) return placedKeys(id, area);
  const rows = await ownerRows<{ key: string; area: number | null }>(database.ownerUrl, text, [1, new Date(now)]);
  return rows
    .filter((row) => area === null || row.area === area)
    .map(({ key }) => key)
    .sort();
}

/** Facilities in which the head site of a unit without coverage lies. */
const UNCOVERED = ` and id in (select facility_id from sites where kind = 'head' and firm_id in (
  select firm_id from coverage_standings where until is null and mode = 'none'))`;

/** Things with coordinates: the fixture knows into which area it put them. */
async function placedKeys(id: string, area: number | null): Promise<string[]> {
  const table = {
    facilities: 'facilities',
    uncoveredFacilities: 'facilities',
    servicePoints: 'service_points',
    organizations: 'organizations',
  }[id];
  if (table === undefined) throw new Error(`figure ${id} has no oracle`);
  const extra =
    id === 'organizations'
      ? `, facility_id, (${ORACLE.firms?.replace('select id::text as key,', 'select ')} and firms.id = ${table}.firm_id) as head`
      : '';
  const values = id === 'organizations' ? [1, new Date(NOW)] : [1];
  const rows = await ownerRows<{ id: string; facility_id?: string | null; head?: number | null }>(
    database.ownerUrl,
    `select id::text${extra} from ${table} where district_id = $1${id === 'uncoveredFacilities' ? UNCOVERED : ''}`,
    values,
  );
  const areaOf = (row: (typeof rows)[number]) =>
    id === 'organizations'
      ? ((row.facility_id == null ? null : one.placed.get(row.facility_id)) ?? row.head ?? null)
      : (one.placed.get(row.id) ?? null);
  return rows
    .filter((row) => area === null || areaOf(row) === area)
    .map((row) => row.id)
    .sort();
}

describe('I-COCK: a figure is the count of the rows that it opens', () => {
  test.each(FIGURES.map((figure) => [figure.id, figure] as const))(
    '%s: value, pages and oracle agree for every area at every instant',
    async (id, figure) => {
      let seen = 0;
      for (const now of INSTANTS) {
        for (const area of FILTERS) {
          const { total, rows } = await screenRows(figure, area, now);
          const found = keys(rows);
          expect(total).toBe(rows.length);
          expect(new Set(found).size).toBe(rows.length);
          expect(found).toEqual(await oracleKeys(id, area, now));
          seen += rows.length;
        }
      }
      expect(seen).toBeGreaterThan(0);
    },
  );

  test('the comparison notices a figure that counts one condition too few', async () => {
    const honest = figureAsked('inHand');
    const faulty: Figure = { ...honest, rows: figureAsked('open').rows };
    expect(keys((await screenRows(faulty, null, NOW)).rows)).not.toEqual(await oracleKeys('inHand', null, NOW));
  });

  test('parts sum to the whole, and no row is in two parts', async () => {
    for (const [whole, parts] of Object.entries(PARTITIONS)) {
      const all = keys((await screenRows(figureAsked(whole), null, NOW, 200)).rows);
      const pieces: string[] = [];
      for (const part of parts) pieces.push(...keys((await screenRows(figureAsked(part), null, NOW, 200)).rows));
      expect(pieces.sort()).toEqual(all);
    }
  });

  test('pages of one row and of all rows hold the same rows in the same order', async () => {
    for (const figure of FIGURES) {
      const small = await screenRows(figure, 3, NOW, 1);
      const large = await screenRows(figure, 3, NOW, 200);
      expect(small.rows).toEqual(large.rows);
    }
  });

  test('every column of every row is filled as its kind says', async () => {
    for (const figure of FIGURES) {
      const { rows } = await screenRows(figure, null, NOW, 200);
      for (const row of rows) {
        // A key that does not fit into a cursor would break the second page of the list.
        expect(afterOf(cursorOf({ sort: 0n, key: String(row.key) })).key, figure.id).toBe(row.key);
        for (const { id, kind } of figure.columns) {
          const value = row[id];
          expect(value).not.toBeUndefined();
          if (value === null) continue;
          expect(typeof value).toBe(kind === 'number' || kind === 'duration' || kind === 'money' ? 'number' : 'string');
          if (kind === 'instant') expect(new Date(String(value)).toISOString()).toBe(value);
        }
      }
    }
  });
});

describe('the cockpit', () => {
  const cockpit = (now = NOW) => database.db.readDistrict(1, (tx) => readCockpit(tx, directory, now));

  test('its figures are those of the rows', async () => {
    const { figures } = await cockpit();
    expect(figures.map(({ id }) => id)).toEqual(FIGURES.map(({ id }) => id));
    for (const { id, value, unit } of figures) {
      const [sum] = unit === 'count' ? [] : await ownerRows<{ fen: string }>(database.ownerUrl, SUMS[id] ?? '', [1]);
      expect(value, id).toBe(sum === undefined ? (await oracleKeys(id, null, NOW)).length : Number(sum.fen));
    }
  });

  test('each count in the sentence is the value of the figure it leads to, in both languages', async () => {
    const { sentence, figures } = await cockpit();
    const value = new Map(figures.map((figure) => [figure.id, figure.value]));
    for (const parts of [sentence.zh, sentence.en]) {
      const links = parts.flatMap((part) => (typeof part === 'string' ? [] : [part]));
      expect(links.map(({ figure }) => figure).sort()).toEqual(['dueToday', 'open', 'overdue', 'teams', 'teamsOnTime']);
      for (const { figure, text } of links) expect(Number(/\d+/.exec(text)?.[0])).toBe(value.get(figure));
      for (const part of parts) if (typeof part === 'string') expect(part).not.toMatch(/\d/);
    }
  });

  test('weeks sum to the period, and a week without settled matters says 0 of 0', async () => {
    const { onTimeWeeks, figures } = await cockpit();
    const sum = (of: (week: (typeof onTimeWeeks)[number]) => number) =>
      onTimeWeeks.reduce((all, week) => all + of(week), 0);
    const value = (id: string) => figures.find((figure) => figure.id === id)?.value;
    expect(onTimeWeeks).toHaveLength(12);
    expect(onTimeWeeks[0]?.week).toBe('2026-08-31');
    expect(onTimeWeeks[11]?.week).toBe('2026-11-16');
    // The fixture also settles matters later than `NOW`; those are beyond the last week and belong to no week yet.
    const later = await ownerRows<{ met: number; n: number }>(
      database.ownerUrl,
      `select count(*)::int as n, (count(*) filter (where resolved_at <= resolve_due_at))::int as met from matters where district_id = 1 and closed_at >= '2026-11-22T16:00:00Z'`,
    );
    expect(sum((week) => week.settled) + (later[0]?.n ?? 0)).toBe(value('settled'));
    expect(sum((week) => week.met) + (later[0]?.met ?? 0)).toBe(value('settledOnTime'));
    for (const week of onTimeWeeks) expect(week.met).toBeLessThanOrEqual(week.settled);
    const empty = await database.db.readDistrict(1, (tx) =>
      readCockpit(tx, directory, Date.parse('2030-01-07T00:00:00Z')),
    );
    expect(empty.onTimeWeeks.every(({ met, settled }) => met === 0 && settled === 0)).toBe(true);
  });

  test('what to look at comes worst first with the worst row’s instant and post, and nothing that counts zero', async () => {
    const { attention, figures } = await cockpit();
    expect(attention[0]?.figure).toBe('overdue');
    const [first] = (await screenRows(figureAsked('overdue'), null, NOW)).rows;
    expect(attention[0]?.at).toBe(first?.dueAt);
    expect(attention[0]?.post?.name.zh).toBe(first?.owner);
    for (const { figure } of attention) expect(figures.find(({ id }) => id === figure)?.value).toBeGreaterThan(0);
  });

  test('counts of the map are the figures filtered by area', async () => {
    const counts = await database.db.readDistrict(1, (tx) => areaCounts(tx, NOW));
    for (let area = 1; area <= AREAS; area += 1) {
      const value = async (id: string) => (await oracleKeys(id, area, NOW)).length;
      expect(counts.get(area)).toEqual({
        firms: await value('firms'),
        open: await value('open'),
        overdue: await value('overdue'),
        dueToday: await value('dueToday'),
        onTime: { met: await value('settledOnTime'), settled: await value('settled') },
      });
    }
  });
});

describe('districts', () => {
  test('no text, value or row of another district appears', async () => {
    for (const figure of FIGURES) {
      const { rows } = await screenRows(figure, null, NOW, 200);
      expect(JSON.stringify(rows)).not.toContain(CANARY);
    }
    const before = await database.db.readDistrict(1, (tx) => readCockpit(tx, directory, NOW));
    await ownerRows(
      database.ownerUrl,
      `update matters set state = 'inHand', outcome = null, closed_at = null, resolve_due_at = '2026-01-01' where district_id = 2`,
    );
    expect(await database.db.readDistrict(1, (tx) => readCockpit(tx, directory, NOW))).toEqual(before);
  });

  test('row security holds even when a statement forgets its district', async () => {
    const careless = {
      ...figureAsked('firms'),
      rows: () => sql`select id::text as key, 0::bigint as sort, null::integer as area from firms`,
    };
    const count = await database.db.readDistrict(1, async (tx) =>
      countRows(tx, careless, await scopeOf(tx, NOW), null),
    );
    expect(count).toBe(one.firms.length);
  });
});

describe('refusals', () => {
  const read = (asked: { area?: number; cursor?: string }) =>
    database.db.readDistrict(1, (tx) =>
      readFigureRows(tx, figureAsked('open'), directory, {
        area: asked.area ?? null,
        cursor: asked.cursor,
        limit: 10,
        lang: 'en',
        now: NOW,
      }),
    );

  test('an unknown figure, an unknown area and a foreign cursor are named', async () => {
    expect(() => figureAsked('sales')).toThrowError(
      expect.objectContaining({ code: 'FIGURE_UNKNOWN', facts: { figure: 'sales' } }),
    );
    await expect(read({ area: 99 })).rejects.toMatchObject({ code: 'FIGURE_AREA_UNKNOWN', facts: { area: 99 } });
    for (const cursor of [
      '',
      'AAAA',
      Buffer.from("1|'; drop table firms").toString('base64url'),
      Buffer.from('99999999999999999999|a').toString('base64url'),
    ])
      await expect(read({ cursor })).rejects.toMatchObject({ code: 'FIGURE_CURSOR_STALE' });
  });
});
