import type { CoverageBriefing, CoverageUnit } from '@banfei/contracts';
import fc from 'fast-check';
import { cellToLatLng } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { branch, firmAt } from '../../../test/coverage.ts';
import { ownerRows } from '../../../test/database.ts';
import { CELLS } from '../../../test/district.ts';
import { newId } from '../../platform/ids.ts';
import { insertFacilities } from '../facilities/index.ts';
import { insertFirms, type NewFirm } from '../firms/index.ts';
import { checkMatters } from '../matters/index.ts';
import { checkNetwork } from '../network/index.ts';
import { checkOrganizations, insertCoverage, insertOrganizations, type Organization } from '../organizations/index.ts';
import { checkStandings, raiseAlarms, suggest } from './index.ts';
import { createCoveragePlanner } from './planner.ts';

let bench: TestApp;
let manager: Client;
let team: Client;
beforeAll(async () => {
  bench = await testApp({ sessionYears: 5 });
  [manager, team] = [await bench.signIn('manager'), await bench.signIn('team1')];
}, 60_000);
afterAll(() => bench.close());

const DAY = 86_400_000;
const owner = (text: string, values: unknown[] = []) => ownerRows(bench.database.ownerUrl, text, values);
const deps = () => ({ ...bench.app.matters, planner: createCoveragePlanner() });
/** Every promise of coverage, register and network that does not hold. */
const found = async () =>
  [
    ...(await checkStandings(bench.database.db, 1, bench.time.now)),
    ...(await checkOrganizations(bench.database.db, 1)),
    ...(await checkNetwork(bench.database.db, 1)),
  ]
    .filter(({ violations }) => violations > 0)
    .map(({ id }) => id);
const units = async (query = ''): Promise<readonly CoverageUnit[]> =>
  (await manager.get(`/api/coverage/units${query}`)).body.rows;
const briefing = async (): Promise<CoverageBriefing> => (await manager.get('/api/coverage')).body;
const count = (firmId: string, fullMembers: number, countedOn: string) =>
  team.send('POST', '/api/coverage/counts', { firmId, fullMembers, countedOn, source: '演示统计 1 号' });
const end = (path: string, intoId: string | null, endedOn: string) =>
  manager.send('POST', `${path}/ending`, {
    document: '演示批复 3 号',
    endedOn,
    ...(intoId === null ? {} : { intoId }),
  });

describe('random sequences of endings, mergers and moves', () => {
  type Step = readonly [kind: number, which: number, into: number];
  const STEPS = fc.array(fc.tuple(fc.nat(8), fc.nat(30), fc.nat(30)), { minLength: 6, maxLength: 9 });

  interface Ground {
    readonly firms: readonly NewFirm[];
    readonly organizations: readonly Organization[];
    readonly facilities: readonly string[];
  }
  const houses = { ended: 0, moved: 0 };

  async function carryOut(step: Step, { firms, organizations, facilities }: Ground): Promise<void> {
    const [kind, which, into] = step;
    const firm = firms[which % firms.length];
    const successor = firms[into % firms.length];
    const organization = organizations[which % organizations.length];
    const heir = organizations[into % organizations.length];
    const [facility, other] = [facilities[which % 2], facilities[(which + 1) % 2]];
    if (firm === undefined || successor === undefined || organization === undefined || heir === undefined) return;
    if (facility === undefined || other === undefined) return;
    const today = new Date(bench.time.now + 8 * 3_600_000).toISOString().slice(0, 10);
    if (kind === 0) await end(`/api/firms/${firm.id}`, null, today);
    else if (kind === 1) await end(`/api/firms/${firm.id}`, successor.id, today);
    else if (kind === 2) await end(`/api/organizations/${organization.id}`, null, today);
    else if (kind === 3) await end(`/api/organizations/${organization.id}`, heir.id, today);
    else if (kind === 4)
      // The company moves two kilometres away.
      await owner('update sites set lon = lon + 0.02 where firm_id = $1', [firm.id]);
    else if (kind === 5) await count(firm.id, into % 5, today);
    else if (kind < 8) {
      const { status } = await end(`/api/facilities/${facility}`, kind === 6 ? null : other, today);
      if (status === 200) houses.ended += 1;
    } else {
      const [lat, lon] = cellToLatLng(CELLS[into % 3] ?? CELLS[0]);
      const body = { document: '演示 9 号', movedOn: today, lon, lat };
      const { status } = await manager.send('POST', `/api/facilities/${facility}/move`, body);
      if (status === 200) houses.moved += 1;
    }
  }

  /** Two buildings: three of the companies sit in the first one, which the first organization covers. */
  async function house(
    serial: number,
    firms: readonly NewFirm[],
    organizations: readonly Organization[],
  ): Promise<readonly string[]> {
    const facilities = ['a', 'b'].map((name) => ({
      id: newId(),
      code: `S${serial}${name}`,
      kind: 'park' as const,
      name: { zh: `序 ${serial} ${name} 园（演示）`, en: `Park ${serial} ${name} (demo)` },
      aliases: [],
      lon: 120,
      lat: 30,
      note: { zh: '', en: '' },
    }));
    const [first] = facilities;
    const [covering] = organizations;
    if (first === undefined || covering === undefined) throw new Error('nothing to house');
    await bench.database.db.inDistrict(1, async (tx) => {
      await insertFacilities(tx, facilities);
      const row = { id: newId(), organizationId: covering.id, firmId: null, facilityId: first.id };
      await insertCoverage(tx, [{ ...row, since: '2026-01-05' }]);
    });
    for (const { id } of firms.slice(2, 5))
      await owner(`update sites set facility_id = $1, placed_by = 'facility' where firm_id = $2`, [first.id, id]);
    return facilities.map(({ id }) => id);
  }

  it('leave no link dangling and lose no coverage in silence', async () => {
    let lost = 0;
    let serial = 0;
    await fc.assert(
      fc.asyncProperty(STEPS, async (steps) => {
        serial += 1;
        const firms = Array.from({ length: 8 }, (_, at) => firmAt(`序 ${serial}-${at}（演示）`, at * 50));
        const organizations = firms.slice(0, 2).map((firm, at) => branch(`R${serial}-${at}`, firm.id));
        await bench.database.db.inDistrict(1, async (tx) => {
          await insertFirms(tx, firms, bench.time.now);
          await insertOrganizations(tx, organizations);
        });
        const facilities = await house(serial, firms, organizations);
        const today = new Date(bench.time.now + 8 * 3_600_000).toISOString().slice(0, 10);
        for (const [at, firm] of firms.entries()) await count(firm.id, at < 2 ? 5 : at % 3, today);
        await suggest(deps(), 1);
        for (const { firm, suggestion } of await units(`?mode=none&suggested=true`)) {
          if (suggestion === null || !firms.some(({ id }) => id === firm.id)) continue;
          const body = { firmId: firm.id, postId: bench.district.posts.team1, dueOn: today };
          const planned = await manager.send('POST', '/api/coverage/steps', body);
          const step = planned.body.steps?.find(({ units: all }: { units: { id: string }[] }) =>
            all.some(({ id }) => id === firm.id),
          );
          // Half of them stay on the plan, so that endings meet open steps.
          if (step !== undefined && serial % 2 === 0)
            await manager.send('POST', `/api/coverage/steps/${step.id}/closing`, {
              version: step.version,
              outcome: 'done',
              on: today,
              document: '演示批复',
            });
        }
        for (const step of steps) {
          await carryOut(step, { firms, organizations, facilities });
          bench.time.now += DAY;
          await raiseAlarms(deps(), 1);
          expect(await found()).toEqual([]);
        }
        lost += (await briefing()).totals.lost;
      }),
      { numRuns: 6, seed: 20_261_127 },
    );
    expect(houses.ended).toBeGreaterThan(0);
    expect(houses.moved).toBeGreaterThan(0);
    // Coverage was lost in some of them; otherwise nothing would have been looked at.
    expect(lost).toBeGreaterThan(0);
    expect((await checkMatters(bench.database.db, 1)).filter(({ violations }) => violations > 0)).toEqual([]);
  }, 120_000);
});
