import { join } from 'node:path';
import { Me } from '@banfei/contracts';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type Areas, createAreas, createPlanner, type PlanDeps } from '../modules/areas/index.ts';
import { areaJobs } from '../modules/areas/jobs.ts';
import { areaExports, areaOperations, planOperations } from '../modules/areas/routes.ts';
import { closeNeedsWhenEnded } from '../modules/capital/index.ts';
import { capitalJobs } from '../modules/capital/jobs.ts';
import { capitalOperations } from '../modules/capital/routes.ts';
import { type CoverageDeps, createCoveragePlanner, succeedGuide, succeedUnit } from '../modules/coverage/index.ts';
import { coverageJobs } from '../modules/coverage/jobs.ts';
import { coverageOperations } from '../modules/coverage/routes.ts';
import { createDistricts, type Districts } from '../modules/districts/index.ts';
import { districtOperations } from '../modules/districts/routes.ts';
import { facilityOperations } from '../modules/facilities/routes.ts';
import { areaCounts, recordExport, writeWorkbook } from '../modules/figures/index.ts';
import { figureOperations } from '../modules/figures/routes.ts';
import { createFirmSearch, type FirmSearch, firmsOfAccount, type OnSubjectEnded } from '../modules/firms/index.ts';
import { firmOperations } from '../modules/firms/routes.ts';
import {
  createNumbers,
  type MatterDeps,
  mattersByCell,
  openCount,
  openMattersInCells,
  timelineOf,
  wallClockMinutes,
} from '../modules/matters/index.ts';
import { matterJobs } from '../modules/matters/jobs.ts';
import { matterOperations } from '../modules/matters/routes.ts';
import { handKeyDates, type MomentDeps } from '../modules/moments/index.ts';
import { momentJobs } from '../modules/moments/jobs.ts';
import { momentOperations } from '../modules/moments/routes.ts';
import { endWithOrganization, succeedInExchange } from '../modules/network/index.ts';
import { networkJobs } from '../modules/network/jobs.ts';
import { networkOperations } from '../modules/network/routes.ts';
import { type OnEnded, succeedFacility, succeedFirm } from '../modules/organizations/index.ts';
import { organizationOperations } from '../modules/organizations/routes.ts';
import { succeedInPlatforms } from '../modules/platforms/index.ts';
import { platformOperations } from '../modules/platforms/routes.ts';
import { leavePoolWhenEnded } from '../modules/pool/index.ts';
import { poolOperations } from '../modules/pool/routes.ts';
import { createPosts, type Posts } from '../modules/posts/index.ts';
import { postOperations } from '../modules/posts/routes.ts';
import { keepFacts } from '../modules/schemes/index.ts';
import { schemeJobs } from '../modules/schemes/jobs.ts';
import { schemeOperations } from '../modules/schemes/routes.ts';
import { createComputer, type DeskDeps, leaveDealsWhenEnded } from '../modules/securitization/index.ts';
import { deskJobs } from '../modules/securitization/jobs.ts';
import { deskOperations, documentOperations } from '../modules/securitization/routes.ts';
import { servicePointOperations } from '../modules/servicePoints/routes.ts';
import type { Now } from '../platform/clock.ts';
import type { Db } from '../platform/db.ts';
import { buildHttp } from '../platform/http.ts';
import { forgetKeys } from '../platform/idempotency.ts';
import { identityOperations } from '../platform/identity.ts';
import type { Job } from '../platform/jobs.ts';
import { type Live, startLive } from '../platform/live.ts';
import { createMetrics } from '../platform/metrics.ts';
import type { Operation } from '../platform/operation.ts';
import { type Dispatcher, startDispatcher } from '../platform/outbox.ts';
import type { Platform } from '../platform/services.ts';
import { createSessions, forgetSessions, type ScopesOf, type Sessions } from '../platform/sessions.ts';
import { demoAccounts } from './demo/index.ts';
import { healthOperations } from './health.ts';
import { announce, liveOperation } from './live-routes.ts';
import { presentMe } from './me.ts';
import { servePages } from './pages.ts';
import { roleName } from './roles.ts';

export interface AppOptions {
  readonly db: Db;
  /** Address for the one listening connection. */
  readonly listenUrl: string;
  readonly now: Now;
  readonly logger: FastifyBaseLogger;
  readonly dataDir: string;
  readonly requestsPerMinute: number;
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  readonly secureCookies: boolean;
  readonly trustProxy: boolean;
  readonly webFolder: string;
}

export interface App {
  readonly http: FastifyInstance;
  readonly platform: Platform;
  readonly matters: MatterDeps;
  readonly plans: PlanDeps;
  readonly desk: DeskDeps;
  readonly districts: Districts;
  readonly search: FirmSearch;
  readonly sessions: Sessions;
  readonly jobs: readonly Job[];
  readonly operations: readonly Operation[];
  stop(): Promise<void>;
}

const DAY = 86_400_000;
const KEY_DAYS = 7;

/** Rows that are kept for a time only: idempotency keys for seven days, sessions until they expire. */
function upkeep(platform: Platform, districts: Districts): Job {
  return {
    name: 'upkeep',
    schedule: '17 19 * * *',
    run: async () => {
      for (const { id } of await districts.all()) {
        await platform.db.inDistrict(id, (tx) => forgetKeys(tx, platform.now() - KEY_DAYS * DAY));
        await forgetSessions(platform.db, id, platform.now());
      }
    },
  };
}

interface Parts {
  readonly options: AppOptions;
  readonly platform: Platform;
  readonly districts: Districts;
  readonly matters: MatterDeps;
  readonly plans: PlanDeps;
  readonly coverage: CoverageDeps;
  readonly desk: DeskDeps;
  readonly search: FirmSearch;
  readonly sessions: Sessions;
  readonly live: Live;
}

/** What hangs on a company in later modules goes on or ends with it, in the order of the modules. */
const onFirmEnded: OnSubjectEnded = async (tx, ended) => {
  const open = await openCount(tx, ended.id);
  // A request is a promise: its owner answers until it is closed, whatever becomes of the company.
  const matters = open === 0 ? [] : [{ kind: 'matter' as const, moved: 0, ended: 0, kept: open }];
  return [
    ...(await succeedFirm(tx, ended)),
    ...(await succeedInExchange(tx, ended)),
    ...(await succeedUnit(tx, ended)),
    ...(await keepFacts(tx, ended)),
    ...(await leavePoolWhenEnded(tx, ended)),
    ...(await closeNeedsWhenEnded(tx, ended)),
    ...(await leaveDealsWhenEnded(tx, ended)),
    ...(await succeedInPlatforms(tx, ended)),
    ...(await handKeyDates(tx, ended)),
    ...matters,
  ];
};

const onOrganizationEnded: OnEnded = async (tx, ended) => [
  ...(await endWithOrganization(tx, ended)),
  ...(await succeedGuide(tx, ended)),
  ...(await succeedInPlatforms(tx, ended)),
];

function operationsOf(parts: Parts): readonly Operation[] {
  const { options, platform, districts, matters, plans, coverage, desk, search, sessions, live } = parts;
  const { posts } = matters;
  return [
    ...identityOperations({
      platform,
      sessions,
      present: (principal) => presentMe({ db: options.db, districts, posts }, principal),
      meSchema: Me,
      secureCookies: options.secureCookies,
    }),
    ...districtOperations({ districts, demoAccounts }),
    ...postOperations(posts),
    ...firmOperations({
      platform,
      posts,
      search,
      matters: { timeline: timelineOf, open: openCount },
      onEnded: onFirmEnded,
    }),
    ...facilityOperations(platform, succeedFacility),
    ...areaOperations({
      areas: plans.areas,
      posts,
      areaCounts: (districtId, at) => platform.db.readDistrict(districtId, (tx) => areaCounts(tx, at)),
    }),
    ...planOperations(plans),
    ...areaExports(plans, { write: writeWorkbook, record: recordExport }),
    ...servicePointOperations(platform),
    ...matterOperations(matters),
    ...networkOperations(platform),
    ...organizationOperations(platform, onOrganizationEnded),
    ...coverageOperations(coverage),
    ...schemeOperations(matters),
    ...poolOperations(matters),
    ...capitalOperations(matters),
    ...deskOperations(desk),
    ...documentOperations(desk, { record: recordExport }),
    ...platformOperations(platform),
    ...momentOperations(platform),
    ...figureOperations(platform, posts),
    liveOperation(live, sessions),
  ];
}

/** The platform's services, over the database and the log of this process. */
function platformOf(options: AppOptions, outboxFilled: () => void): Platform {
  const { db, now, dataDir, logger: log } = options;
  return {
    db,
    now,
    dataDir,
    outboxFilled,
    log: {
      info: (facts, message) => log.info(facts, message),
      warn: (facts, message) => log.warn(facts, message),
      error: (facts, message) => log.error(facts, message),
    },
  };
}

/** Units that an account may act for: its companies, or the posts it holds. */
const scopesWith =
  (db: Db, posts: Posts): ScopesOf =>
  async (districtId, accountId, role) => {
    if (role === 'company') return db.readDistrict(districtId, (tx) => firmsOfAccount(tx, accountId));
    return role === 'officer' ? (await posts.directory(districtId)).heldBy(accountId).map(({ id }) => id) : [];
  };

/** Redrawing of areas, with what it asks of matters. */
const plansOver = (platform: Platform, posts: Posts): PlanDeps => ({
  platform,
  areas: createAreas(platform),
  posts,
  matters: { byCell: mattersByCell, openIn: openMattersInCells },
  planner: createPlanner(),
});

/** Every process hears when areas have been redrawn, and reads anew whatever it remembers of them. */
const followAreas = (live: Live, kept: { readonly areas: Areas; readonly posts: Posts; readonly search: FirmSearch }) =>
  live.subscribe(
    ({ districtId, topic, payload }) => {
      if (topic !== 'areas' || payload.type !== 'tookEffect') return;
      for (const reading of [
        kept.areas.reload(districtId),
        kept.posts.reload(districtId),
        kept.search.reload(districtId),
      ])
        reading.catch(() => undefined);
    },
    () => undefined,
  );

const idsOf = (districts: Districts) => async (): Promise<readonly number[]> =>
  (await districts.all()).map(({ id }) => id);

/** Everything that happens by the clock. */
type Scheduled = Pick<Parts, 'platform' | 'districts' | 'matters' | 'plans' | 'coverage' | 'desk'>;
function jobsOf({ platform, districts, matters, plans, coverage, desk }: Scheduled) {
  const districtIds = idsOf(districts);
  const moments: MomentDeps = { platform, posts: matters.posts, numbers: matters.numbers };
  return [
    ...matterJobs(matters, districtIds),
    ...areaJobs(plans, districtIds),
    ...coverageJobs(coverage, districtIds),
    ...schemeJobs(platform, districtIds),
    ...capitalJobs(platform, districtIds),
    ...networkJobs(platform, districtIds),
    ...deskJobs(desk, districtIds),
    ...momentJobs(moments, districtIds),
    upkeep(platform, districts),
  ];
}

/** Wires everything. Nothing else in the program knows more than its own part. */
export async function composeApp(options: AppOptions): Promise<App> {
  const { db, now } = options;
  const log = options.logger;
  let dispatcher: Dispatcher | null = null;
  const platform = platformOf(options, () => dispatcher?.wake());
  const districts = createDistricts(platform);
  const posts = createPosts(platform);
  const matters: MatterDeps = { platform, posts, numbers: createNumbers(db, wallClockMinutes) };
  const plans = plansOver(platform, posts);
  const coverage: CoverageDeps = { ...matters, planner: createCoveragePlanner() };
  const desk: DeskDeps = { platform, posts, numbers: matters.numbers, computer: createComputer(), living: new Map() };
  const sessions = createSessions(
    db,
    { idleMinutes: options.sessionIdleMinutes, hours: options.sessionHours },
    scopesWith(db, posts),
    now,
  );
  const live = startLive(options.listenUrl, platform.log);
  const search = createFirmSearch(platform);
  const metrics = createMetrics({ connections: () => db.pool.totalCount, waiting: () => db.pool.waitingCount });
  const operations = [
    ...operationsOf({ options, platform, districts, matters, plans, coverage, desk, search, sessions, live }),
    ...healthOperations(db, metrics, () => true),
  ];
  const http = await buildHttp({
    operations,
    logger: log,
    requestsPerMinute: options.requestsPerMinute,
    trustProxy: options.trustProxy,
    version: '0.1.0',
    sessions,
    now,
    districtOfHost: async (host) => (await districts.byHost(host))?.id ?? 1,
    roleName,
    observe: (request, operation, status, seconds) => {
      metrics.observe(`${operation.method} ${operation.path}`, status, seconds);
      if (status >= 500 || seconds > 1)
        log.warn(
          { operation: `${operation.method} ${operation.path}`, status, seconds, ref: request.id },
          'slow or failed',
        );
    },
  });
  await servePages(http, options.webFolder);
  dispatcher = startDispatcher({ db, districts: idsOf(districts), consumers: [announce], now, log: platform.log });
  followAreas(live, { areas: plans.areas, posts, search });
  search.start();
  return {
    http,
    platform,
    matters,
    plans,
    desk,
    districts,
    search,
    sessions,
    operations,
    jobs: jobsOf({ platform, districts, matters, plans, coverage, desk }),
    stop: async () => {
      // Streams first: the door closes only when nobody is left inside.
      await live.stop();
      await http.close();
      search.stop();
      await plans.planner.stop();
      await desk.computer.stop();
      await dispatcher?.stop();
    },
  };
}

export const WEB_FOLDER = join(import.meta.dirname, '../../../web/dist');
