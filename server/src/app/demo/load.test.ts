import { AreaMap, PostSearch, ServicePoints } from '@banfei/contracts';
import { AS_AGREED, readDeal, runDeal } from '@banfei/waterfall';
import type { TSchema } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerRows, type TestDatabase, testDatabase } from '../../../test/database.ts';
import { checkAreas, createAreas } from '../../modules/areas/index.ts';
import { areaOperations } from '../../modules/areas/routes.ts';
import { checkCapital } from '../../modules/capital/index.ts';
import { checkStandings } from '../../modules/coverage/index.ts';
import { checkMatters } from '../../modules/matters/index.ts';
import { checkNetwork } from '../../modules/network/index.ts';
import { countOrganizations } from '../../modules/organizations/index.ts';
import { checkPlatforms } from '../../modules/platforms/index.ts';
import { checkPool } from '../../modules/pool/index.ts';
import { createPosts } from '../../modules/posts/index.ts';
import { postOperations } from '../../modules/posts/routes.ts';
import { checkSchemeVerdicts } from '../../modules/schemes/index.ts';
import { checkDeals } from '../../modules/securitization/index.ts';
import { servicePointOperations } from '../../modules/servicePoints/routes.ts';
import type { Call, Operation, OperationSchema } from '../../platform/operation.ts';
import { passwordMatches } from '../../platform/passwords.ts';
import { type DemoOptions, type DemoSummary, demoAccounts, loadDemo, resetDemo } from './index.ts';

const NOW = Date.parse('2026-11-19T02:20:00.000Z');
const lines: string[] = [];
const options: DemoOptions = {
  districtId: 1,
  seed: 7,
  now: NOW,
  firms: 700,
  matters: 120,
  progress: (line) => lines.push(line),
};

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);
const valid = (schema: TSchema, body: unknown): unknown => (ajv.validate(schema, body) ? [] : ajv.errors);

async function answer(operation: Operation | undefined, query: object = {}): Promise<unknown> {
  const call = { districtId: 1, now: NOW, query } as unknown as Call<OperationSchema, null>; // the handlers under test read no more
  const reply = await operation?.handle(call);
  return typeof reply === 'object' ? reply.body : undefined;
}

let database: TestDatabase;
let summary: DemoSummary;
beforeAll(async () => {
  database = await testDatabase();
  summary = await loadDemo({ db: database.db }, options);
});
afterAll(() => database.close());

describe('loading the demo', () => {
  it('counts what it stored, in the database', () => {
    expect(summary).toMatchObject({ loaded: true, posts: 91, areas: 62, firms: 700, organizations: 165 });
    expect(summary.matters).toBeGreaterThan(100);
    expect(summary.events).toBeGreaterThan(summary.matters * 3);
    expect(summary.offered).toBeGreaterThan(0);
    expect(summary.overdue).toBeGreaterThanOrEqual(3);
    expect(lines).toHaveLength(13);
    const { registered = 0, inHand = 0, waiting = 0, proposed = 0, closed = 0 } = summary.states;
    expect(registered + inHand + waiting + proposed).toBe(summary.open);
    expect(summary.open + closed).toBe(summary.matters);
    expect(lines.every((line) => /[\u4e00-\u9fff].* \/ demo: /.test(line))).toBe(true);
  });

  it('does nothing the second time', async () => {
    const again = await loadDemo(
      { db: database.db },
      { ...options, progress: () => expect.unreachable('nothing is left to load') },
    );
    expect(again).toEqual({ ...summary, loaded: false });
  });

  it('stores histories whose projections, tenures and leaves agree with their events', async () => {
    const verdicts = [...(await checkMatters(database.db, 1)), ...(await checkNetwork(database.db, 1))];
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  it('stores areas that are whole, have one team each, and hold every company that has a place', async () => {
    const verdicts = await checkAreas(database.db, 1);
    expect(verdicts.length).toBeGreaterThan(6);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
  });

  it('lets every shown account sign in with the shown password and role', async () => {
    const { accounts } = demoAccounts();
    for (const { login, password, role } of accounts) {
      const [row] = await ownerRows<{ password_hash: string; role: string }>(
        database.ownerUrl,
        'select password_hash, role from accounts where district_id = 1 and login = $1',
        [login],
      );
      expect([login, row?.role, await passwordMatches(row?.password_hash, password)]).toEqual([login, role, true]);
    }
  });

  it('links 165 organizations', async () => {
    const counts = await database.db.readDistrict(1, countOrganizations);
    expect(counts.researchPlatform + counts.keyCompany).toBe(165);
  });

  it('covers units in every mode, and keeps every promise about them', async () => {
    const verdicts = await checkStandings(database.db, 1, NOW);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
    const [row] = await ownerRows<{ modes: number; units: number; lines: number }>(
      database.ownerUrl,
      `select count(distinct mode)::int as modes, count(*)::int as units,
         (select count(*)::int from register_events where subject = 'coverageUnit') as lines from coverage_standings`,
    );
    // Forty units lie far apart: joint branches need more of them.
    expect(row).toMatchObject({ units: 40, lines: 40 });
    expect(row?.modes).toBeGreaterThanOrEqual(3);
  });

  it('says what every scheme says of companies with facts, in every kind of answer', async () => {
    const verdicts = await checkSchemeVerdicts(database.db, 1, NOW);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
    const [row] = await ownerRows<{ held: number; told: number; outcomes: number; near: number; lines: number }>(
      database.ownerUrl,
      `select (select count(*)::int from firm_facts where name = 'validHighTech') as held,
         (select count(distinct firm_id)::int from firm_facts where name = 'shareCapital') as told,
         count(distinct outcome)::int as outcomes, (count(*) filter (where open = 1))::int as near,
         (select count(*)::int from register_events where subject = 'firmFact') as lines from scheme_verdicts`,
    );
    expect(row).toMatchObject({ held: 18, told: 48, outcomes: 4 });
    expect(row?.near).toBeGreaterThan(0);
    expect(row?.lines).toBeGreaterThan(1500);
  });

  it('keeps a pool with 27 listed companies, five of them this year, and every promise about it', async () => {
    const verdicts = await checkPool(database.db, 1);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
    const [row] = await ownerRows<{ listed: number; fresh: number; all: number; astray: number }>(
      database.ownerUrl,
      `select (count(*) filter (where stage = 'listed'))::int as listed, (count(*) filter (where stage = 'listed' and since >= '2026-01-01'))::int as fresh,
         count(*)::int as all, (select count(*)::int from candidate_tasks t join candidates c on c.id = t.candidate_id join matters m on m.id = t.matter_id
           where m.firm_id <> c.firm_id) as astray from candidates`,
    );
    expect(row).toMatchObject({ listed: 27, fresh: 5, all: 192, astray: 0 });
  });

  it('holds events that are over, with who came, and every promise about seats', async () => {
    const verdicts = await checkPlatforms(database.db, 1);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
    const [row] = await ownerRows<{ over: number; came: number }>(
      database.ownerUrl,
      `select (select count(*)::int from platform_events where ends_at < '2026-11-19T02:20:00Z') as over,
         (select sum(attended)::int from event_registrations) as came`,
    );
    expect(row?.over).toBe(10);
    expect(row?.came).toBeGreaterThan(50);
  });

  it('brings companies and investors together, with every promise about it', async () => {
    const verdicts = await checkCapital(database.db, 1);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
    const [row] = await ownerRows<{ investors: number; needs: number; made: number }>(
      database.ownerUrl,
      `select (select count(*)::int from investors) as investors, (select count(*)::int from capital_needs) as needs,
         (select count(*)::int from introductions where state in ('introduced', 'funded', 'nothing')) as made`,
    );
    expect(row?.investors).toBe(12);
    expect(row?.needs).toBeGreaterThan(2);
    expect(row?.made).toBeGreaterThan(0);
  });

  it('issues 12 products with 132 participations of 12.29 亿元, reconciled, and one that is being built', async () => {
    const verdicts = await checkDeals(database.db, 1);
    expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([]);
    const [row] = await ownerRows<{ deals: number; rows: number; firms: number; fen: string; issued: string }>(
      database.ownerUrl,
      `select count(distinct d.id)::int as deals, count(*)::int as rows, count(distinct coalesce(p.firm_id, p.id))::int as firms,
         sum(p.amount_fen)::text as fen, (select sum(issued_fen)::text from deals) as issued
       from participations p join deals d on d.id = p.deal_id and d.district_id = p.district_id`,
    );
    expect(row).toMatchObject({ deals: 12, rows: 132, fen: '122900000000', issued: '122900000000' });
    expect(row?.firms).toBeLessThan(132);
    const demo = await ownerRows<{ name: string }>(
      database.ownerUrl,
      'select name from deals where demo order by number',
    );
    expect(demo.every(({ name }) => name.includes('（演示）'))).toBe(true);
    // Paid as planned, no trigger is struck: what turns amber later turned by a report.
    const plans = await ownerRows<{ deal: unknown; stage: string }>(
      database.ownerUrl,
      'select deal, stage from deals where deal is not null',
    );
    for (const { deal } of plans) {
      const read = readDeal(deal);
      if (!read.ok) throw new Error(read.code);
      const { periods } = runDeal(read.deal, AS_AGREED);
      expect(periods.flatMap(({ triggers }) => triggers.filter(({ hit }) => hit))).toEqual([]);
    }
    expect(plans.filter(({ stage }) => stage === 'servicing')).toHaveLength(3);
  });

  it('shows one product whose report fell short: its trigger is amber and the request of it is open', async () => {
    const alerts = await ownerRows(
      database.ownerUrl,
      `select d.number, a.trigger_id as trigger, a.color, a.value::float8 < a.level::float8 as under, m.state <> 'closed' as open,
         m.owner_post_id = d.post_id as desk, (select count(*)::int from servicer_reports r where r.deal_id = d.id) = a.period as latest
       from deal_alerts a join deals d on d.id = a.deal_id join matters m on m.id = a.matter_id`,
    );
    expect(alerts).toEqual([
      { number: 10, trigger: 'coverage', color: 'amber', under: true, open: true, desk: true, latest: true },
    ]);
  });

  it('leaves the next number of the month free', async () => {
    const rows = await ownerRows<{ series: string; next: number; given: number }>(
      database.ownerUrl,
      `select series, next, (select count(*)::int from matters m where m.number like series || '-%') as given from number_blocks`,
    );
    expect(rows.length).toBeGreaterThan(6);
    const scenes = rows.reduce((sum, { next, given }) => sum + given - next, 0);
    expect(scenes).toBe(10);
  });

  it('stays within its district', async () => {
    const other = await database.db.readDistrict(2, (tx) =>
      createPosts({ db: database.db, now: () => NOW }).directory(tx.districtId),
    );
    expect(other.posts).toEqual([]);
  });
});

describe('screens of the loaded demo', () => {
  const posts = () => createPosts({ db: database.db, now: () => NOW });

  it('draw a map that fits its contract: areas, rings, duty posts, counts', async () => {
    const areas = createAreas({ db: database.db, now: () => NOW });
    const counts = new Map([[27, { firms: 9, open: 3, overdue: 1, dueToday: 2, onTime: { met: 4, settled: 5 } }]]);
    const [operation] = areaOperations({ areas, posts: posts(), areaCounts: async () => counts });
    const map = (await answer(operation)) as AreaMap; // checked by the next line
    expect(valid(AreaMap, map)).toEqual([]);
    expect(map.areas).toHaveLength(62);
    expect(map.areas[26]).toMatchObject({
      number: 27,
      open: 3,
      duty: { code: 'T27', areaNumber: 27, phone: '0571-0000 0127' },
    });
    expect(map.areas[0]).toMatchObject({ open: 0, onTime: { met: 0, settled: 0 } });
    const cells = map.areas.flatMap((area) => area.cells);
    expect(new Set(cells)).toEqual(new Set(Object.keys(map.rings)));
    for (const area of map.areas)
      for (const next of area.neighbors) expect(map.areas[next - 1]?.neighbors).toContain(area.number);
    expect(await areas.areaOfCell(1, map.areas[26]?.cells[0] ?? '')).toBe(27);
    expect(await areas.areaOfCell(1, '89283082803ffff')).toBeNull();
    expect((await areas.area(1, 27))?.name.zh).toBe('梦想小镇西片');
  });

  it('find posts and service points', async () => {
    const [search] = postOperations(posts());
    const found = (await answer(search, { q: '特种', kind: 'department' })) as PostSearch; // checked by the next line
    expect(valid(PostSearch, found)).toEqual([]);
    expect(found.posts.map(({ code }) => code)).toEqual(['D01']);
    const [points] = servicePointOperations({ db: database.db });
    const shown = (await answer(points)) as ServicePoints; // checked by the next line
    expect(valid(ServicePoints, shown)).toEqual([]);
    expect(shown.points).toHaveLength(8);
  });

  it('send a company to the lead post of its area, and one without a place to the counter', async () => {
    const asked = posts();
    const sites = await ownerRows<{ firm_id: string; area: number | null }>(
      database.ownerUrl,
      `select s.firm_id, b.area_number as area from sites s left join blocks b on b.district_id = s.district_id and b.cell = s.cell
       where s.kind = 'head' order by b.area_number nulls first limit 40`,
    );
    for (const { firm_id, area } of sites) {
      const duty = await asked.dutyPostOfFirm(1, firm_id);
      expect([duty?.areaNumber, duty?.post.card.code]).toEqual([
        area,
        area === null ? 'C01' : `T${String(area).padStart(2, '0')}`,
      ]);
    }
    expect(sites.some(({ area }) => area === null)).toBe(true);
  });

  it('follow a branch to its own area', async () => {
    const [branch] = await ownerRows<{ firm_id: string; id: string; area: number }>(
      database.ownerUrl,
      `select s.firm_id, s.id, b.area_number as area from sites s join blocks b on b.district_id = s.district_id and b.cell = s.cell where s.kind = 'branch' limit 1`,
    );
    const duty = await posts().dutyPostOfFirm(1, branch?.firm_id ?? '', branch?.id ?? '');
    expect(duty?.areaNumber).toBe(branch?.area);
  });

  it('know what an account holds and notice when it is disabled', async () => {
    const asked = posts();
    const [account] = await ownerRows<{ id: string }>(
      database.ownerUrl,
      `select id from accounts where login = 'team27b'`,
    );
    const held = await asked.heldBy(1, account?.id ?? '');
    expect(held.map(({ card }) => card.code)).toEqual(['T27']);
    expect((await asked.supervisorOf(1, held[0]?.id ?? ''))?.card.kind).toBe('supervisor');
    await ownerRows(database.ownerUrl, 'update accounts set active = false where id = $1', [account?.id ?? '']);
    expect((await asked.reload(1)).heldBy(account?.id ?? '')[0]?.deputy?.active).toBe(false);
    await ownerRows(database.ownerUrl, 'update accounts set active = true where id = $1', [account?.id ?? '']);
  });
});

describe('a load that is killed', () => {
  it('is completed by the next one and gives the same district', async () => {
    const killed = await testDatabase();
    try {
      let steps = 0;
      const dying = loadDemo(
        { db: killed.db },
        {
          ...options,
          progress: () => {
            steps += 1;
            if (steps === 4) throw new Error('killed');
          },
        },
      );
      await expect(dying).rejects.toThrow('killed');
      const completed = await loadDemo({ db: killed.db }, options);
      expect(completed).toEqual(summary);
      const digest = `select md5(string_agg(id::text, ',' order by id)) as ids from matters`;
      expect(await ownerRows(killed.ownerUrl, digest)).toEqual(await ownerRows(database.ownerUrl, digest));
    } finally {
      await killed.close();
    }
  });

  it('loads once when two nodes start together', async () => {
    const shared = await testDatabase();
    try {
      const both = await Promise.all([loadDemo({ db: shared.db }, options), loadDemo({ db: shared.db }, options)]);
      expect(both.map(({ loaded: _loaded, ...counts }) => counts)).toEqual(
        Array.from({ length: 2 }, () => {
          const { loaded: _loaded, ...counts } = summary;
          return counts;
        }),
      );
    } finally {
      await shared.close();
    }
  });
});

describe('resetting', () => {
  it('empties a demo beside another district and nothing of the other', async () => {
    const both = await testDatabase();
    try {
      await loadDemo({ db: both.db }, { ...options, firms: 80, matters: 30 });
      await ownerRows(both.ownerUrl, `insert into streets values (2, 'x', 'x', 1, 1)`);
      await resetDemo(both.ownerUrl, 1);
      const left = await ownerRows<{ n: number }>(
        both.ownerUrl,
        `select (select count(*) from firms)::int + (select count(*) from accounts)::int + (select count(*) from leaves)::int + (select count(*) from matters)::int as n`,
      );
      expect(left).toEqual([{ n: 0 }]);
      expect(await ownerRows(both.ownerUrl, 'select district_id from streets')).toEqual([{ district_id: 2 }]);
      await ownerRows(both.ownerUrl, 'delete from streets');
      await ownerRows(both.ownerUrl, 'delete from districts where id = 2');
      expect((await loadDemo({ db: both.db }, { ...options, firms: 80, matters: 30 })).loaded).toBe(true);
      await resetDemo(both.ownerUrl, 1);
      expect(await ownerRows(both.ownerUrl, 'select id from firms')).toEqual([]);
    } finally {
      await both.close();
    }
  });

  it('refuses a district that is not a demo, and so does loading', async () => {
    const real = await testDatabase();
    try {
      await ownerRows(real.ownerUrl, 'update districts set demo = false where id = 1');
      await expect(resetDemo(real.ownerUrl, 1)).rejects.toThrow(/not a demo/);
      await expect(loadDemo({ db: real.db }, options)).rejects.toThrow(/not a demo/);
      await expect(loadDemo({ db: real.db }, { ...options, districtId: 9 })).rejects.toThrow(/ensureDemoDistrict/);
    } finally {
      await real.close();
    }
  });
});
