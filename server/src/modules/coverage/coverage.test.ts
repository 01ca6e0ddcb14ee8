import type { CoverageBriefing, CoverageUnit } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { branch, firmAt } from '../../../test/coverage.ts';
import { ownerRows } from '../../../test/database.ts';
import { newId } from '../../platform/ids.ts';
import { insertFirms, type NewFirm } from '../firms/index.ts';
import { checkMatters } from '../matters/index.ts';
import { checkNetwork } from '../network/index.ts';
import { checkOrganizations, insertOrganizations, type Organization } from '../organizations/index.ts';
import { checkStandings, raiseAlarms, suggest } from './index.ts';
import { createCoveragePlanner } from './planner.ts';

let bench: TestApp;
let manager: Client;
let team: Client;

const DAY = 86_400_000;
const owner = <Row = { n: number }>(text: string, values: unknown[] = []) =>
  ownerRows<Row & Record<string, unknown>>(bench.database.ownerUrl, text, values);
const deps = () => ({ ...bench.app.matters, planner: createCoveragePlanner() });
const found = async () =>
  [
    ...(await checkStandings(bench.database.db, 1, bench.time.now)),
    ...(await checkOrganizations(bench.database.db, 1)),
    ...(await checkNetwork(bench.database.db, 1)),
  ]
    .filter(({ violations }) => violations > 0)
    .map(({ id }) => id);
const code = async (answer: ReturnType<Client['send']>) => (await answer).body.error?.code;
const units = async (query = ''): Promise<readonly CoverageUnit[]> =>
  (await manager.get(`/api/coverage/units${query}`)).body.rows;
const unit = async (firmId: string): Promise<CoverageUnit> => {
  const one = (await units()).find(({ firm }) => firm.id === firmId);
  if (one === undefined) throw new Error(`${firmId} is not on the register`);
  return one;
};
const briefing = async (): Promise<CoverageBriefing> => (await manager.get('/api/coverage')).body;
const count = (firmId: string, fullMembers: number, countedOn = '2026-11-20') =>
  team.send('POST', '/api/coverage/counts', { firmId, fullMembers, countedOn, source: '演示统计 1 号' });

const place = async (...firms: readonly NewFirm[]) =>
  bench.database.db.inDistrict(1, (tx) => insertFirms(tx, firms, bench.time.now));
const found_ = async (...organizations: readonly Organization[]) =>
  bench.database.db.inDistrict(1, (tx) => insertOrganizations(tx, organizations));
const end = (path: string, intoId: string | null, endedOn = '2026-11-22') =>
  manager.send('POST', `${path}/ending`, {
    document: '演示批复 3 号',
    endedOn,
    ...(intoId === null ? {} : { intoId }),
  });

beforeAll(async () => {
  bench = await testApp({ sessionYears: 5 });
  [manager, team] = [await bench.signIn('manager'), await bench.signIn('team1')];
}, 60_000);
afterAll(() => bench.close());

describe('a district', () => {
  const [big, one, two, three, seed] = ['大', '一', '二', '三', '苗'].map((name, at) =>
    firmAt(`${name}号（演示）`, at * 60),
  );
  if (big === undefined || one === undefined || two === undefined || three === undefined || seed === undefined)
    throw new Error('five companies');
  const host = branch('HOST', big.id);

  it('takes down counts, the newest alone, and tells none under five', async () => {
    await place(big, one, two, three, seed);
    await found_(host);
    expect((await count(big.id, 9)).status).toBe(201);
    for (const { id } of [one, two, three]) await count(id, 1);
    await count(seed.id, 0);
    expect(await code(count(big.id, 3, '2026-11-01'))).toBe('COVERAGE_COUNT_OLDER');
    expect(await code(count(newId(), 3))).toBe('NOT_FOUND');
    expect(await code(count(big.id, 3, '2027-11-01'))).toBe('DATES_REVERSED');
    expect(await unit(big.id)).toMatchObject({ mode: 'none', members: '9', lost: false });
    const small = await unit(one.id);
    expect(small).toMatchObject({ mode: 'none', members: '<5' });
    expect(small.reason.zh).not.toContain('1 名');
    expect(await found()).toEqual([]);
  });

  it('suggests what the rules say, each with the rule that produced it', async () => {
    expect(await suggest(deps(), 1)).toBe(5);
    const suggestion = async (firmId: string) => (await unit(firmId)).suggestion;
    expect(await suggestion(big.id)).toMatchObject({ mode: 'standalone', rule: 'PO-1', units: 1 });
    expect(await suggestion(two.id)).toMatchObject({ mode: 'joint', units: 3 });
    const nursed = await suggestion(seed.id);
    expect(nursed).toMatchObject({ mode: 'nursery', with: { zh: 'HOST支部（演示）' } });
    // Sentences name what they are about; nobody reads an id.
    expect(nursed?.reason.zh).toContain('HOST支部（演示）');
    expect((await suggestion(two.id))?.reason.zh).not.toMatch(/[0-9a-f]{8}-/);
    const sheet = await briefing();
    expect(sheet.totals).toMatchObject({ units: 5, none: 5, suggestions: 5, unplaced: 0 });
    expect(sheet.rows).toMatchObject([{ name: { zh: '第 1 片区' }, none: 5, suggestions: 5 }]);
    expect((await units('?by=area&key=1&mode=none&suggested=true')).length).toBe(5);
    expect((await units('?by=industry&key=66')).length).toBe(0);
  });

  it('plans a step with an owner and a day, and carries it out with evidence', async () => {
    const plan = (firmId: string, more: object = {}) =>
      manager.send('POST', '/api/coverage/steps', {
        firmId,
        postId: bench.district.posts.team1,
        dueOn: '2026-12-20',
        ...more,
      });
    expect(await code(plan(one.id, { dueOn: '2026-01-01' }))).toBe('DATES_REVERSED');
    expect(await code(plan(one.id, { postId: newId() }))).toBe('POST_UNKNOWN');
    const { status, body } = await plan(one.id);
    expect(status).toBe(201);
    const [step] = body.steps;
    expect(step.units).toHaveLength(3);
    expect(await code(plan(two.id))).toBe('COVERAGE_STEP_OPEN');
    const firm = await manager.get(`/api/matters/${step.matter}`);
    expect(firm.body).toMatchObject({ owner: { id: bench.district.posts.team1 } });
    const close = (id: string, more: object = {}) =>
      manager.send('POST', `/api/coverage/steps/${id}/closing`, {
        version: 1,
        outcome: 'done',
        on: '2026-11-22',
        document: '演示批复 1 号',
        ...more,
      });
    expect(await code(close(newId()))).toBe('NOT_FOUND');
    expect(await code(close(step.id, { version: 2 }))).toBe('COVERAGE_STEP_VERSION');
    // One of the three has lost its member meanwhile: the state machine refuses, and nothing has changed.
    await count(three.id, 0, '2026-11-21');
    expect(await code(close(step.id))).toBe('COVERAGE_CONDITION');
    expect((await unit(one.id)).mode).toBe('none');
    await count(three.id, 1, '2026-11-21');
    expect((await close(step.id)).body.totals).toMatchObject({ joint: 3 });
    expect(await code(close(step.id))).toBe('COVERAGE_STEP_VERSION');
    for (const { id } of [big, seed]) {
      const planned = (await plan(id)).body.steps.find(
        ({ units: [first] }: { units: { id: string }[] }) => first?.id === id,
      );
      await close(planned.id);
    }
    expect((await briefing()).totals).toMatchObject({ standalone: 1, joint: 3, nursery: 1, organizationCoverage: 1 });
    expect(await code(plan(big.id))).toBe('COVERAGE_NO_SUGGESTION');
    expect(await suggest(deps(), 1)).toBe(0);
    expect(await found()).toEqual([]);
  });

  it('reviews what does not stand alone', async () => {
    const review = async (firmId: string, on: string) =>
      manager.send('POST', '/api/coverage/reviews', {
        standingId: (await unit(firmId)).standingId,
        on,
        document: '演示复核',
      });
    expect(await code(review(big.id, '2026-11-22'))).toBe('COVERAGE_REVIEW');
    expect(await code(review(seed.id, '2026-11-01'))).toBe('DATES_REVERSED');
    expect((await review(seed.id, '2026-11-23')).status).toBe(200);
    expect((await unit(seed.id)).reviewDue).toBe('2027-05-23');
  });

  it('raises what becomes due by the clock, once, as a request with an owner', async () => {
    expect(await raiseAlarms(deps(), 1)).toBe(0);
    await count(three.id, 0, '2026-11-23');
    expect(await raiseAlarms(deps(), 1)).toBe(1);
    expect(await raiseAlarms(deps(), 1)).toBe(0);
    const alarms = (await units()).flatMap((each) => each.alarms.map((alarm) => alarm.code));
    expect(alarms).toEqual(['JOINT_BELOW_THREE']);
    await count(three.id, 1, '2026-11-23');
    expect(await raiseAlarms(deps(), 1)).toBe(0);
    expect((await units()).flatMap((each) => each.alarms)).toEqual([]);
    const stay = bench.time.now;
    bench.time.now += 200 * DAY;
    // Reviews of the joint branch's three units and of the nursery.
    expect(await raiseAlarms(deps(), 1)).toBe(4);
    bench.time.now = stay;
    expect((await checkMatters(bench.database.db, 1)).filter(({ violations }) => violations > 0)).toEqual([]);
    expect(await found()).toEqual([]);
  });

  it('shows what an ending took away, and somebody answers for it', async () => {
    const ended = await end(`/api/organizations/${host.id}`, null);
    expect(ended.status).toBe(200);
    expect(await unit(seed.id)).toMatchObject({ mode: 'none', lost: true });
    expect((await unit(seed.id)).reason.zh).toContain('HOST支部（演示）');
    expect(await unit(big.id)).toMatchObject({ mode: 'none', lost: true });
    bench.time.now += DAY;
    expect(await found()).toContain('I-COVER-lost');
    expect(await raiseAlarms(deps(), 1)).toBeGreaterThanOrEqual(2);
    expect((await unit(seed.id)).alarms.map((alarm) => alarm.code)).toContain('COVERAGE_LOST');
    expect((await briefing()).totals.lost).toBe(2);
    expect(await found()).toEqual([]);
  });

  it('moves with a company that merges, with its count', async () => {
    const heir = firmAt('继号（演示）', 30);
    await place(heir);
    expect((await end(`/api/firms/${one.id}`, heir.id)).body.links).toContainEqual({
      kind: 'standing',
      moved: 1,
      ended: 0,
      kept: 0,
    });
    expect(await unit(heir.id)).toMatchObject({ mode: 'joint' });
    await end(`/api/firms/${two.id}`, heir.id);
    const [row] = await owner('select full_members as n from coverage_units where firm_id = $1', [heir.id]);
    expect(row?.n).toBe(2);
    expect(await found()).toEqual([]);
  });
});

describe('the check', () => {
  it('finds every planted fault', async () => {
    const [standing] = await owner<{ id: string; guide: string }>(
      `select s.id, (select id from organizations where ended_on is not null limit 1) as guide from coverage_standings s
       join coverage_alarms a on a.standing_id = s.id where s.until is null and s.mode = 'none' and s.cause = 'ending' limit 1`,
    );
    expect(standing).toBeDefined();
    const { id, guide } = standing ?? { id: '', guide: '' };
    const faults: readonly (readonly [string, string, string])[] = [
      [
        'I-COVER-one',
        `update coverage_standings set until = since where id = '${id}'`,
        `update coverage_standings set until = null where id = '${id}'`,
      ],
      [
        'I-COVER-chain',
        `update coverage_standings set since = since - 9 where id = '${id}'`,
        `update coverage_standings set since = since + 9 where id = '${id}'`,
      ],
      [
        'I-COVER-guide',
        `update coverage_standings set mode = 'nursery', guide_id = '${guide}' where id = '${id}'`,
        `update coverage_standings set mode = 'none', guide_id = null where id = '${id}'`,
      ],
      [
        'I-COVER-lost',
        `update coverage_alarms set standing_id = (select id from coverage_standings where id <> '${id}' and until is not null limit 1),
           resolved_on = raised_on where standing_id = '${id}'`,
        '',
      ],
    ];
    for (const [verdict, broken, mended] of faults) {
      await owner(broken);
      expect(await found()).toContain(verdict);
      if (mended !== '') {
        await owner(mended);
        expect(await found()).not.toContain(verdict);
      }
    }
  });
});
