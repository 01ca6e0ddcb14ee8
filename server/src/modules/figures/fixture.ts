import { cellToLatLng, gridDisk, latLngToCell } from 'h3-js';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';
import { seedCapital } from './capital-fixture.ts';

/** Friday 2026-11-20 10:20 in Hangzhou. */
export const NOW = Date.parse('2026-11-20T02:20:00.000Z');
/** Monday 2026-08-31 00:00 in Hangzhou: the first instant of the twelve weeks. */
export const PERIOD = Date.parse('2026-08-30T16:00:00.000Z');
/** Midnight after `NOW` in Hangzhou. */
export const MIDNIGHT = Date.parse('2026-11-20T16:00:00.000Z');

export const AREAS = 6;
const HOSTILE = [
  '=1+1',
  '+86',
  '-2',
  '@SUM(A1)',
  '\t=1',
  '＝HYPERLINK("x")',
  '＋1',
  '－1',
  '＠a',
  ' =1',
  '正常的名称',
  "O'Brien",
];

export type Random = () => number;

/** Mulberry32: the same seed gives the same district. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

export interface SeededDistrict {
  readonly districtId: number;
  readonly accountId: string;
  readonly posts: readonly string[];
  readonly firms: readonly string[];
  /** Where the fixture put each facility and point: the area, or null outside all of them. */
  readonly placed: ReadonlyMap<string, number | null>;
}

interface Making {
  readonly db: Db;
  readonly districtId: number;
  readonly random: Random;
  /** Goes into every text, so that a row of another district is recognized at sight. */
  readonly mark: string;
}

/** Rings of cells around a point, dealt out to the areas cell by cell. The last cells belong to nobody. */
function cellsOf(): { inside: readonly string[]; outside: readonly string[] } {
  const all = gridDisk(latLngToCell(30.28, 120.01, 9), 5);
  return { inside: all.slice(0, 72), outside: all.slice(72) };
}

async function seedPosts({ db, districtId, mark }: Making): Promise<{ accountId: string; posts: string[] }> {
  const accountId = newId();
  const posts = Array.from({ length: AREAS + 2 }, () => newId());
  await db.inDistrict(districtId, async (tx) => {
    await tx.run(sql`insert into accounts (district_id, id, login, password_hash, role, name_zh, name_en, created_at)
      values (${districtId}, ${accountId}, ${`manager${districtId}`}, '-', 'manager', ${`管理${mark}`}, ${`Manager ${mark}`}, ${new Date(NOW)})`);
    for (const [at, id] of posts.entries()) {
      const kind = at < AREAS ? 'team' : at === AREAS ? 'supervisor' : 'department';
      await tx.run(sql`insert into posts (district_id, id, code, kind, name_zh, name_en, phone, deputy_zh, deputy_en, deputy_phone, hours, officer_id)
        values (${districtId}, ${id}, ${`P${at}`}, ${kind}, ${`岗位${at}${mark}`}, ${`Post ${at} ${mark}`}, ${`0571-0000 00${at}`}, '替岗', 'Deputy', '0571', '', ${accountId})`);
      if (at >= AREAS) continue;
      await tx.run(
        sql`insert into service_teams (district_id, number, name_zh, name_en, post_id) values (${districtId}, ${at + 1}, ${`服务队${mark}`}, ${`Team ${mark}`}, ${id})`,
      );
      await tx.run(
        sql`insert into service_areas (district_id, number, name_zh, name_en, tint, team_number) values (${districtId}, ${at + 1}, ${`片区${mark}`}, ${`Area ${mark}`}, ${(at % 5) + 1}, ${at + 1})`,
      );
    }
    for (const [at, cell] of cellsOf().inside.entries())
      await tx.run(
        sql`insert into blocks (district_id, cell, area_number) values (${districtId}, ${cell}, ${(at % AREAS) + 1})`,
      );
  });
  return { accountId, posts };
}

async function seedFirms({ db, districtId, random, mark }: Making): Promise<string[]> {
  const { inside, outside } = cellsOf();
  const firms = Array.from({ length: 60 }, () => newId());
  await db.inDistrict(districtId, async (tx) => {
    for (const [at, id] of firms.entries()) {
      const name = `${pick(random, HOSTILE)}${mark}${at}`;
      const code = random() < 0.8 ? `0${districtId}X${String(at).padStart(15, '0')}` : null;
      await tx.run(sql`insert into firms (district_id, id, code, name, status, pinyin, initials, provisional, demo, source, created_at, updated_at)
        values (${districtId}, ${id}, ${code}, ${name}, '存续', '', '', ${random() < 0.2}, ${random() < 0.5}, 'test', ${new Date(NOW)}, ${new Date(NOW)})`);
      for (const kind of ['head', 'branch']) {
        if (random() < 0.15) continue;
        const cell = random() < 0.7 ? pick(random, inside) : random() < 0.5 ? pick(random, outside) : null;
        await tx.run(sql`insert into sites (district_id, id, firm_id, kind, name, address, cell, placed_by, created_at)
          values (${districtId}, ${newId()}, ${id}, ${kind}, '', ${`${mark}路 ${at} 号`}, ${cell}, ${cell && 'officer'}, ${new Date(NOW)})`);
      }
    }
  });
  return firms;
}

const around = (random: Random): number =>
  pick(random, [
    NOW,
    NOW - 1,
    NOW + 1,
    MIDNIGHT,
    MIDNIGHT - 1,
    PERIOD,
    PERIOD - 1,
    NOW + (random() - 0.6) * 30 * 86_400_000,
    NOW - random() * 110 * 86_400_000,
  ]);

async function seedMatters(
  making: Making,
  district: { accountId: string; posts: readonly string[]; firms: readonly string[] },
): Promise<void> {
  const { db, districtId, random, mark } = making;
  const at = () => new Date(around(random));
  await db.inDistrict(districtId, async (tx) => {
    for (let n = 0; n < 240; n += 1) {
      const id = newId();
      const state = pick(random, [
        'registered',
        'inHand',
        'inHand',
        'waiting',
        'proposed',
        'closed',
        'closed',
        'closed',
      ]);
      const closed = state === 'closed';
      // The last area never has a matter whose clock runs, so one team at least is always on time.
      const areas = state === 'registered' || state === 'inHand' ? AREAS - 1 : AREAS;
      const due = random() < 0.1 ? null : at();
      const owner = pick(random, district.posts);
      await tx.run(sql`insert into matters (district_id, id, number, query_code, firm_id, area_number, channel, category, title, body, place,
          contact_name, contact_phone, raised_by, supervisor_id, calendar_version, policy_version, state, outcome, version, owner_post_id,
          owner_officer_id, opened_at, closed_at, respond_due_at, contact_due_at, resolve_due_at, resolved_at, proposed_at, needs_arbiter)
        values (${districtId}, ${id}, ${`QY-2611-${districtId}${String(n).padStart(4, '0')}`}, '000000', ${pick(random, district.firms)},
          ${random() < 0.1 ? null : 1 + Math.floor(random() * areas)}, 'web', 'other', ${`${pick(random, HOSTILE)}${mark}`}, '', '', '', '',
          ${district.accountId}, ${district.posts[AREAS]}, '1', '1', ${state}, ${closed ? pick(random, ['confirmed', 'unconfirmed', 'withdrawn', 'rejected']) : null},
          1, ${owner}, ${district.accountId}, ${at()}, ${closed ? at() : null}, ${at()}, ${at()}, ${due}, ${closed ? (random() < 0.3 ? due : at()) : null},
          ${state === 'proposed' ? at() : null}, ${random() < 0.2})`);
      for (let seq = 1; seq <= 3; seq += 1)
        await tx.run(sql`insert into matter_events (district_id, matter_id, seq, at, type, internal, actor_kind, salt, payload)
          values (${districtId}, ${id}, ${seq}, ${at()}, ${seq === 1 ? 'raised' : pick(random, ['reopened', 'replied', 'noted', 'replied'])}, false, 'system', '', '{}')`);
      if (random() < 0.4)
        await tx.run(sql`insert into offers (district_id, id, matter_id, kind, status, from_post_id, to_post_id, made_at, lapses_at)
          values (${districtId}, ${newId()}, ${id}, ${pick(random, ['handOver', 'assist'])}, ${pick(random, ['pending', 'pending', 'accepted', 'declined', 'lapsed', 'withdrawn'])},
            ${owner}, ${pick(random, district.posts)}, ${at()}, ${at()})`);
    }
  });
}

async function seedPlaces(
  { db, districtId, random, mark }: Making,
  firms: readonly string[],
): Promise<Map<string, number | null>> {
  const { inside, outside } = cellsOf();
  const placed = new Map<string, number | null>();
  const place = (id: string): { lat: number; lon: number } => {
    const index = Math.floor(random() * inside.length);
    const isInside = random() < 0.8;
    placed.set(id, isInside ? (index % AREAS) + 1 : null);
    const [lat, lon] = cellToLatLng(isInside ? (inside[index] ?? '') : pick(random, outside));
    return { lat, lon };
  };
  await db.inDistrict(districtId, async (tx) => {
    for (let n = 0; n < 12; n += 1) {
      const [facility, point, organization] = [newId(), newId(), newId()];
      const [a, b] = [place(facility), place(point)];
      const kind = pick(random, ['park', 'incubator', 'lab', 'institute', 'center']);
      await tx.run(sql`insert into facilities (district_id, id, code, kind, name_zh, name_en, lon, lat)
        values (${districtId}, ${facility}, ${`F${n}`}, ${kind}, ${`载体${mark}`}, ${`Facility ${mark}`}, ${a.lon}, ${a.lat})`);
      await tx.run(sql`insert into service_points (district_id, id, name_zh, name_en, address, hours_zh, hours_en, phone, lon, lat)
        values (${districtId}, ${point}, ${`站点${mark}`}, ${`Point ${mark}`}, '', '', '', '-0571', ${b.lon}, ${b.lat})`);
      const linked = random();
      await tx.run(sql`insert into organizations (district_id, id, code, name_zh, name_en, kind, facility_id, firm_id)
        values (${districtId}, ${organization}, ${`O${n}`}, ${`单位${mark}`}, ${`Organization ${mark}`}, ${pick(random, ['researchPlatform', 'keyCompany'])},
          ${linked < 0.4 ? facility : null}, ${linked >= 0.4 && linked < 0.8 ? pick(random, firms) : null})`);
    }
  });
  return placed;
}

/** Two issued products and one that is not; some companies in both, some without a name; one warning that stands, one reversed. */
async function seedDeals(
  { db, districtId, random, mark }: Making,
  { accountId, posts, firms }: { accountId: string; posts: readonly string[]; firms: readonly string[] },
): Promise<void> {
  await db.inDistrict(districtId, async (tx) => {
    for (let number = 1; number <= 3; number += 1) {
      const id = newId();
      const rows = firms.slice(number * 3, number * 3 + 9).map((firmId) => (random() < 0.2 ? null : firmId));
      const amounts = rows.map(() => 1 + Math.floor(random() * 1e9));
      const total = number === 3 ? null : amounts.reduce((sum, each) => sum + each, 0);
      await tx.run(sql`insert into deals (district_id, id, number, name, structure, stage, post_id, demo, issued_fen, issued_on, version, created_at)
        values (${districtId}, ${id}, ${number}, ${`${pick(random, HOSTILE)}${mark}`}, 'pledge_loan', ${total === null ? 'rating' : 'servicing'},
          ${posts[0]}, true, ${total}, ${total === null ? null : '2026-03-01'}, 1, ${new Date(NOW)})`);
      for (const [at, firmId] of rows.entries())
        await tx.run(sql`insert into participations (district_id, id, deal_id, number, firm_id, label, amount_fen)
          values (${districtId}, ${newId()}, ${id}, ${at + 1}, ${firmId}, ${`${pick(random, HOSTILE)}${mark}`}, ${amounts[at]})`);
      const [report, reversal] = [newId(), newId()];
      await tx.run(sql`insert into servicer_reports (district_id, id, deal_id, period, file_name, sha256, account_id, reported_at)
        values (${districtId}, ${report}, ${id}, 1, '', '', ${accountId}, ${new Date(NOW)})`);
      await tx.run(sql`insert into deal_alerts (district_id, deal_id, trigger_id, period, color, value, level, report_id)
        values (${districtId}, ${id}, 'coverage', 1, 'amber', '1.01', '1.02', ${report})`);
      if (number === 2)
        await tx.run(sql`insert into servicer_reports (district_id, id, deal_id, period, file_name, sha256, reverses_id, account_id, reported_at)
          values (${districtId}, ${reversal}, ${id}, 1, '', '', ${report}, ${accountId}, ${new Date(NOW)})`);
    }
  });
}

const STAGES = ['reserve', 'restructure', 'application', 'registration', 'listed', 'left', 'rejected'];

/** Candidates at every kind of stage, listings on both sides of the turn of the year. */
async function seedPool(
  { db, districtId, random }: Making,
  { posts, firms }: { posts: readonly string[]; firms: readonly string[] },
): Promise<void> {
  await db.inDistrict(districtId, async (tx) => {
    for (const [at, firmId] of firms.slice(0, 24).entries())
      await tx.run(sql`insert into candidates (district_id, id, firm_id, board, stage, since, visit, post_id, demo, version, created_at)
        values (${districtId}, ${newId()}, ${firmId}, 'star', ${at < 6 ? 'listed' : pick(random, STAGES)},
          ${['2025-12-31', '2026-01-01', '2026-06-01'][at % 3]}, 1, ${posts[0]}, true, 1, ${new Date(NOW)})`);
  });
}

/** Certificates on both sides of their last day, newer papers that say no, and verdicts near and far. */
async function seedSchemes({ db, districtId, random }: Making, firms: readonly string[]): Promise<void> {
  const until = [null, '2026-11-19', '2026-11-20', '2027-03-01'];
  await db.inDistrict(districtId, async (tx) => {
    for (const [at, firmId] of firms.slice(0, 32).entries()) {
      for (const [issued, value] of [
        ['2024-03-01', at % 5 !== 0],
        ...(at % 6 === 0 ? [['2026-02-01', at % 12 === 0] as const] : []),
        ...(at % 7 === 0 ? [['2026-11-21', false] as const] : []),
      ] as const)
        await tx.run(sql`insert into firm_facts (district_id, id, firm_id, name, value, source, issuer, issued_on, valid_until, origin, state,
          stated_at, version) values (${districtId}, ${newId()}, ${firmId}, 'validHighTech', ${JSON.stringify(value)}::jsonb, '=1+1', '演示',
          ${issued}, ${issued < '2026-11-20' ? (until[at % 4] ?? null) : null}, 'import', ${at % 9 === 0 ? 'withdrawn' : 'confirmed'},
          ${new Date(NOW)}, 1)`);
      await tx.run(sql`insert into scheme_verdicts (district_id, firm_id, scheme, outcome, met, open, unknown, pack_version, as_of, since, turns)
        values (${districtId}, ${firmId}, 'cn.hightech', ${pick(random, ['met', 'unmet', 'unknown'])}, 3, ${at % 3}, 0, '1', '2026-11-20',
          '2026-11-01', 1)`);
    }
  });
}

/** Units in every mode, rows that have ended beside those that live, some in facilities. */
async function seedCoverage({ db, districtId, random }: Making, firms: readonly string[]): Promise<void> {
  await db.inDistrict(districtId, async (tx) => {
    const guide = await tx.row<{ id: string }>(
      sql`select id from organizations where district_id = ${districtId} limit 1`,
    );
    const homes = await tx.rows<{ id: string }>(
      sql`select id from facilities where district_id = ${districtId} order by id limit 5`,
    );
    for (const firmId of firms.slice(0, 30)) {
      await tx.run(sql`insert into coverage_units (district_id, id, firm_id, full_members, counted_on, source, version)
        values (${districtId}, ${newId()}, ${firmId}, 4, '2026-01-05', 'test', 1)`);
      for (const until of ['2026-06-01', null]) {
        const mode = pick(random, ['standalone', 'nursery', 'none']);
        await tx.run(sql`insert into coverage_standings (district_id, id, firm_id, mode, rule, reason, guide_id, since, until, cause, document)
          values (${districtId}, ${newId()}, ${firmId}, ${mode}, 'PO-1', '{}'::jsonb, ${mode === 'nursery' ? (guide?.id ?? null) : null},
            ${until === null ? '2026-06-01' : '2026-01-05'}, ${until}, 'loaded', 'test')`);
      }
      if (random() < 0.6)
        await tx.run(sql`update sites set facility_id = ${pick(random, homes).id}
          where district_id = ${districtId} and firm_id = ${firmId} and kind = 'head'`);
    }
  });
}

/** Usages said alike, said differently and said by one side; memberships that ended; events beside each turn of the year and of now. */
async function seedExchange(
  { db, districtId, random, mark }: Making,
  { firms }: { firms: readonly string[] },
): Promise<void> {
  const [lab, platform, programme] = [newId(), newId(), newId()];
  const parties = firms.slice(0, 8).map((firmId) => ({ id: newId(), firmId }));
  const text = () => `${pick(random, HOSTILE)}${mark}`;
  await db.inDistrict(districtId, async (tx) => {
    await tx.run(sql`insert into exchange_units (district_id, id, organization_id)
      select ${districtId}, ${lab}, id from organizations where district_id = ${districtId} order by code limit 1`);
    for (const { id, firmId } of parties)
      await tx.run(sql`insert into exchange_units (district_id, id, firm_id) values (${districtId}, ${id}, ${firmId})`);
    const units = [lab, ...parties.map(({ id }) => id)];
    for (const [at, unit] of units.entries()) {
      const resource = newId();
      await tx.run(sql`insert into resources (district_id, id, unit_id, kind, title, detail, place, desk, desk_phone, price_fen, slot_minutes,
          hours, on_holidays, version, created_at)
        values (${districtId}, ${resource}, ${unit}, 'room', ${text()}, '', '', '', '-0571', 0, 60, '[]'::jsonb, false, 1, ${new Date(NOW)})`);
      for (const [hour, [giver, taker]] of (
        [
          [60, 60],
          [60, 30],
          [60, null],
          [0, 0],
          [null, null],
        ] as const
      ).entries())
        await tx.run(sql`insert into bookings (district_id, id, resource_id, unit_id, during, purpose, state, calendar_version, asked_at,
            giver_minutes, taker_minutes, version)
          values (${districtId}, ${newId()}, ${resource}, ${units[(at + 1) % units.length]},
            tstzrange(${new Date(NOW + hour * 3_600_000)}, ${new Date(NOW + (hour + 1) * 3_600_000)}), '', 'accepted', '1', ${new Date(NOW)},
            ${giver}, ${taker}, 1)`);
    }
    await tx.run(sql`insert into platforms (district_id, id, slug, name_zh, name_en, purpose_zh, purpose_en)
      values (${districtId}, ${platform}, 'bridge', ${text()}, ${text()}, '', '')`);
    await tx.run(sql`insert into platform_programmes (district_id, id, platform_id, title_zh, title_en)
      values (${districtId}, ${programme}, ${platform}, ${text()}, ${text()})`);
    for (const [at, unit] of units.entries())
      await tx.run(sql`insert into platform_members (district_id, id, platform_id, unit_id, since, until)
        values (${districtId}, ${newId()}, ${platform}, ${unit}, '2026-01-05', ${at % 3 === 0 ? '2026-06-01' : null})`);
    const yearBegan = Date.parse('2025-12-31T16:00:00.000Z');
    for (const [startsAt, lasts, canceled] of [
      [yearBegan - 1, 1, false],
      [yearBegan, 1, false],
      [NOW - 3_600_000, 3_600_000, false],
      [NOW - 3_600_000, 3_600_001, false],
      [NOW - 7_200_000, 1, true],
      [NOW + 1, 1, false],
    ] as const) {
      const event = newId();
      await tx.run(sql`insert into platform_events (district_id, id, platform_id, programme_id, title, place, starts_at, ends_at, capacity,
          canceled_at, version, changed_at)
        values (${districtId}, ${event}, ${platform}, ${programme}, ${text()}, ${text()}, ${new Date(startsAt)}, ${new Date(startsAt + lasts)}, 500,
          ${canceled ? new Date(NOW) : null}, 1, ${new Date(NOW)})`);
      for (const [queued, unit] of units.entries())
        await tx.run(sql`insert into event_registrations (district_id, id, event_id, unit_id, seats, state, asked_at, queued, attended, version)
          values (${districtId}, ${newId()}, ${event}, ${unit}, 3, 'registered', ${new Date(NOW)}, ${queued},
            ${[null, 0, 1, 3][queued % 4]}, 1)`);
    }
  });
}

/** A small district with every kind of row, with instants on and beside each boundary that a figure has. */
export async function seedDistrict(db: Db, districtId: number, seed: number, mark: string): Promise<SeededDistrict> {
  const making: Making = { db, districtId, random: randomFrom(seed), mark };
  const { accountId, posts } = await seedPosts(making);
  const firms = await seedFirms(making);
  await seedMatters(making, { accountId, posts, firms });
  await seedDeals(making, { accountId, posts, firms });
  await seedPool(making, { posts, firms });
  await db.inDistrict(districtId, (tx) =>
    seedCapital(tx, { firms, now: NOW, pick: (items) => pick(making.random, items) }),
  );
  await seedSchemes(making, firms);
  const placed = await seedPlaces(making, firms);
  await seedCoverage(making, firms);
  await seedExchange(making, { firms });
  return { districtId, accountId, posts, firms, placed };
}
