import { insertAreas } from '../../modules/areas/index.ts';
import { type District, ensureDistrict } from '../../modules/districts/index.ts';
import { insertFacilities, insertStreets } from '../../modules/facilities/index.ts';
import { insertFirms, insertStaff } from '../../modules/firms/index.ts';
import { insertHistories } from '../../modules/matters/index.ts';
import { insertKeyDates } from '../../modules/moments/index.ts';
import {
  insertActivities,
  insertBookings,
  insertNeeds,
  insertOrganizationMember,
  insertPartnerships,
  insertResources,
  insertUnits,
} from '../../modules/network/index.ts';
import { insertCoverage, insertOrganizations } from '../../modules/organizations/index.ts';
import { insertEvents, insertMembers, insertPlatforms, insertSeats } from '../../modules/platforms/index.ts';
import { insertPosts } from '../../modules/posts/index.ts';
import { insertServicePoints } from '../../modules/servicePoints/index.ts';
import { insertTeams } from '../../modules/teams/index.ts';
import { chronicleAll } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { hashPassword } from '../../platform/passwords.ts';
import type { Platform } from '../../platform/services.ts';
import { type Sql, sql } from '../../platform/sql.ts';
import { DEMO_PASSWORD } from './accounts.ts';
import { capitalOf, insertCapitalOfDemo } from './capital.ts';
import { coverageUnitsOf, insertCoverageOfDemo } from './coverage.ts';
import { EXCHANGE_BEGAN, type ExchangeOfDemo } from './exchange.ts';
import { momentsOf } from './moments.ts';
import { coverageOf, partnershipsOf } from './organizations.ts';
import { platformsOf } from './platforms.ts';
import { insertPoolOfDemo, poolOf } from './pool.ts';
import { type Population, type PopulationOptions, populationOf } from './population.ts';
import { factsOfDemo, insertFactsOfDemo } from './schemes.ts';
import { dealsOf, insertDealsOfDemo } from './securitization.ts';
import { alertOfDemo } from './shortfall.ts';
import { staffNumbers } from './sizes.ts';
import { demoPhone, REGISTER_BEGAN } from './staff.ts';
import { countDemo, type DemoCounts, insertAccounts, insertMemberships, reserveNumbers } from './store.ts';

export interface DemoOptions extends PopulationOptions {
  readonly districtId: number;
  readonly progress: (line: string) => void;
}

/** What the district holds after loading, and whether anything had to be loaded. */
export interface DemoSummary extends DemoCounts {
  readonly loaded: boolean;
}

export const DEMO_DISTRICT: District = {
  id: 1,
  code: 'fstc',
  name: { zh: '杭州未来科技城（演示）', en: 'Hangzhou Future Sci-Tech City (demo)' },
  phone: demoPhone(0),
  hosts: [],
  demo: true,
};

/** Creates the row of the demo district when it is missing; takes the owner's address, since the application cannot. */
export const ensureDemoDistrict = (ownerUrl: string): Promise<boolean> => ensureDistrict(ownerUrl, DEMO_DISTRICT);

interface Step {
  readonly line: string;
  /** One row when the step is done already. */
  readonly done: Sql;
  readonly load: (tx: Tx, population: Population) => Promise<void>;
}

/**
 * Loads what is missing of the demo district. Each step is one transaction that first looks whether it is done, so a
 * killed load is completed by the next start, a second node waits and finds the work done, and a loaded district is
 * left as it is.
 */
export async function loadDemo(platform: Pick<Platform, 'db'>, options: DemoOptions): Promise<DemoSummary> {
  const { districtId, now, progress } = options;
  const [district] = await platform.db.global<{ demo: boolean }>(
    sql`select demo from districts where id = ${districtId}`,
  );
  if (district === undefined)
    throw new Error(
      `District ${districtId} does not exist yet. Call ensureDemoDistrict with the owner's address first.`,
    );
  if (!district.demo) throw new Error(`District ${districtId} is not a demo; nothing was loaded.`);
  // Made only when a step needs it: a loaded district starts without it.
  let population: Population | undefined;
  let loaded = false;
  for (const step of stepsOf(options)) {
    const isDone = (tx: Tx): Promise<unknown> => tx.row(step.done);
    if ((await platform.db.inDistrict(districtId, isDone)) !== undefined) continue;
    progress(step.line);
    await platform.db.inDistrict(districtId, async (tx) => {
      // Another node may be loading: wait for it however long it takes, then look again.
      await tx.run(sql`set local statement_timeout = 0`);
      await tx.rows(sql`select pg_advisory_xact_lock(20250717, ${districtId})`);
      if ((await isDone(tx)) === undefined) {
        population ??= populationOf(options);
        await step.load(tx, population);
      }
    });
    loaded = true;
  }
  const counts = await platform.db.inDistrict(districtId, (tx) => countDemo(tx, now));
  if (loaded) progress(summaryLine(counts));
  return { ...counts, loaded };
}

function summaryLine({ firms, matters, overdue, offered, states }: DemoCounts): string {
  const { registered = 0, inHand = 0, waiting = 0, proposed = 0, closed = 0 } = states;
  const zh = `企业 ${firms} 家，诉求 ${matters} 件：已登记 ${registered}、办理中 ${inHand}、待补充 ${waiting}、待确认 ${proposed}、已办结 ${closed}；超时 ${overdue}，待接手 ${offered}`;
  const en = `${firms} companies, ${matters} requests: ${registered} registered, ${inHand} in hand, ${waiting} waiting, ${proposed} to confirm, ${closed} settled; ${overdue} overdue, ${offered} offered`;
  return `演示区：${zh} / demo: ${en}`;
}

const stepsOf = (options: DemoOptions): readonly Step[] => [...groundSteps(options), ...growthSteps(options)];

/** The district, its companies, organizations, requests, and what they share. */
function groundSteps(options: DemoOptions): readonly Step[] {
  return [
    {
      line: '演示区：岗位、服务队、62 个片区 / demo: posts, teams, 62 areas',
      done: sql`select 1 from posts limit 1`,
      load: loadGround,
    },
    {
      line: '演示区：企业名录 / demo: company register',
      done: sql`select 1 from firms where demo limit 1`,
      load: async (tx, { firms }) => {
        await insertFirms(tx, firms, REGISTER_BEGAN);
        await insertStaff(tx, staffNumbers(options.seed, firms), '演示数据', REGISTER_BEGAN);
      },
    },
    {
      line: '演示区：165 家联结单位 / demo: 165 linked organizations',
      done: sql`select 1 from organizations limit 1`,
      load: (tx, { organizations }) => loadNetwork(tx, organizations, options.seed),
    },
    {
      line: '演示区：一年的诉求 / demo: a year of requests',
      done: sql`select 1 from firm_members limit 1`,
      load: (tx, population) => loadMatters(tx, population, options.now),
    },
    {
      line: '演示区：共享资源、预约和用量 / demo: shared resources, bookings and usages',
      done: sql`select 1 from exchange_units limit 1`,
      load: (tx, { exchange }) => loadExchange(tx, exchange),
    },
    {
      line: '演示区：平台和活动 / demo: platforms and events',
      done: sql`select 1 from platforms limit 1`,
      load: async (tx, { exchange }) => {
        const unitIds = exchange.units.map(({ id }) => id);
        const { platforms, members, events, seats, happenings } = platformsOf(options.seed, options.now, unitIds);
        await insertPlatforms(tx, platforms);
        await insertMembers(tx, members);
        await insertEvents(tx, events, EXCHANGE_BEGAN);
        await insertSeats(tx, seats);
        await chronicleAll(tx, happenings);
      },
    },
  ];
}

/** What companies grow by: schemes, the pool, securitization, key dates. */
function growthSteps(options: DemoOptions): readonly Step[] {
  return [
    {
      line: '演示区：四式覆盖和建议 / demo: coverage in four modes, and suggestions',
      done: sql`select 1 from coverage_units limit 1`,
      load: (tx, { firms, organizations, facilities }) => {
        const { seed, now } = options;
        const staff = new Map(staffNumbers(seed, firms).map((each) => [each.firmId, each.staff]));
        const ground = { seed, now, firms, organizations, facilities, staff };
        return insertCoverageOfDemo(tx, coverageUnitsOf(ground), now);
      },
    },
    {
      line: '演示区：企业资料和各套标准的结论 / demo: facts of companies and what every scheme says',
      done: sql`select 1 from firm_facts limit 1`,
      load: (tx, { firms, clients }) => {
        const { seed, now } = options;
        return insertFactsOfDemo(tx, factsOfDemo({ seed, now, firms, clients: clients.all }), now);
      },
    },
    {
      line: '演示区：培育库和 27 家上市企业 / demo: cultivation pool and 27 listed companies',
      done: sql`select 1 from candidates limit 1`,
      load: (tx, { staff, firms, year }) =>
        insertPoolOfDemo(tx, poolOf({ seed: options.seed, now: options.now, staff, firms, files: year.files })),
    },
    {
      line: '演示区：投资机构、融资需求和引荐 / demo: investors, needs for money, introductions',
      done: sql`select 1 from investors limit 1`,
      load: (tx, { firms, year }) =>
        insertCapitalOfDemo(tx, capitalOf({ seed: options.seed, now: options.now, firms, files: year.files })),
    },
    {
      line: '演示区：知识产权证券化 12 单 / demo: 12 products of IP securitization',
      done: sql`select 1 from deals limit 1`,
      load: async (tx, { staff, clients }) => {
        const deals = dealsOf({ seed: options.seed, now: options.now, staff, clients: clients.all });
        await insertDealsOfDemo(tx, deals);
        await alertOfDemo(tx, deals);
      },
    },
    {
      line: '演示区：企业的关键日子 / demo: key dates of companies',
      done: sql`select 1 from key_dates limit 1`,
      load: async (tx, { clients }) => {
        const { dates, happenings } = momentsOf(options.seed, options.now, clients.all);
        await insertKeyDates(tx, dates, REGISTER_BEGAN);
        await chronicleAll(tx, happenings);
      },
    },
  ];
}

async function loadNetwork(tx: Tx, organizations: Population['organizations'], seed: number): Promise<void> {
  const { partnerships, activities } = partnershipsOf(seed, organizations);
  await insertOrganizations(tx, organizations);
  await insertCoverage(tx, coverageOf(seed, organizations));
  await insertPartnerships(tx, partnerships);
  await insertActivities(tx, activities);
}

async function loadExchange(tx: Tx, exchange: ExchangeOfDemo): Promise<void> {
  const { units, resources, needs, bookings, happenings, lab } = exchange;
  await insertAccounts(tx, [lab.account], await hashPassword(DEMO_PASSWORD), REGISTER_BEGAN);
  await insertOrganizationMember(tx, lab.account.id, lab.organizationId);
  await insertUnits(tx, units);
  await insertResources(tx, resources, EXCHANGE_BEGAN);
  await insertNeeds(tx, needs, EXCHANGE_BEGAN);
  await insertBookings(tx, bookings);
  await chronicleAll(tx, happenings);
}

async function loadGround(tx: Tx, { staff, facilities, streets, territory }: Population): Promise<void> {
  await insertAccounts(tx, staff.accounts, await hashPassword(DEMO_PASSWORD), REGISTER_BEGAN);
  await insertPosts(tx, staff.posts);
  await insertFacilities(tx, facilities);
  await insertStreets(tx, streets);
  await insertTeams(tx, staff.teams);
  await insertAreas(tx, territory.areas);
  await insertServicePoints(tx, staff.servicePoints);
}

/** Matters per statement: some ten thousand rows of events at a time. */
const BATCH = 1000;

async function loadMatters(tx: Tx, { clients, year }: Population, now: number): Promise<void> {
  await insertAccounts(
    tx,
    clients.all.map(({ account }) => account),
    await hashPassword(DEMO_PASSWORD),
    now,
  );
  await insertMemberships(tx, clients.all);
  for (let from = 0; from < year.files.length; from += BATCH)
    await insertHistories(tx, year.files.slice(from, from + BATCH));
  await reserveNumbers(tx, year.taken);
}
