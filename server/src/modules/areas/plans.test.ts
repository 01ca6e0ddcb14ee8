import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { CELLS } from '../../../test/district.ts';
import { addDeputy, growDistrict } from '../../../test/ground.ts';
import { sql } from '../../platform/sql.ts';
import { insertStaff } from '../firms/index.ts';
import { checkAreas, isContiguous, takeEffect } from './index.ts';

let app: TestApp;
let ground: Stand;

const SETTINGS = { weights: { firm: 1, staff: 1, matter: 2 }, tolerance: 100, calm: 20 };
const HOUR = 3_600_000;

interface Stand {
  readonly manager: Client;
  readonly deputy: Client;
  readonly area: ReadonlyMap<string, number>;
}

/** One district for all tests: each draws plans of its own, and those that redraw leave areas that serve the next as well. */
beforeAll(async () => {
  app = await testApp();
  const area = await growDistrict(app);
  await addDeputy(app);
  const deputy = await app.signIn('deputy' as 'manager'); // an account of the ground
  ground = { manager: await app.signIn('manager'), deputy, area };
});
afterAll(() => app.close());

/** Areas as they were at first, and no plan. */
beforeEach(async () => {
  const area = [...ground.area];
  await ownerRows(app.database.ownerUrl, 'truncate block_tenures, area_plan_moves, area_plan_events, area_plans');
  await ownerRows(app.database.ownerUrl, `delete from leaves where subject = 'areaPlan'`);
  await ownerRows(
    app.database.ownerUrl,
    `with old as (select * from unnest($1::text[], $2::integer[]) as o (cell, area)),
       put as (insert into block_tenures (district_id, cell, area_number, during) select 1, cell, area, tstzrange(null, null) from old)
     update blocks b set area_number = o.area from old o where b.cell = o.cell`,
    [area.map(([cell]) => cell), area.map(([, number]) => number)],
  );
  await ownerRows(app.database.ownerUrl, `update sites set cell = null, placed_by = null where firm_id = $1`, [
    app.district.firms.firm3,
  ]);
});

const instant = (at: number): string => new Date(at).toISOString();
const broken = async () => (await checkAreas(app.database.db, 1)).filter(({ violations }) => violations > 0);

async function drafted({ manager }: Stand) {
  const { status, body } = await manager.send('POST', '/api/area-plans', { settings: SETTINGS });
  expect([status, body.error]).toEqual([201, undefined]);
  return body;
}

/** A draft, proposed for an hour from now. */
async function proposed(on: Stand, inMillis = HOUR) {
  const plan = await drafted(on);
  const answer = await on.manager.send('POST', `/api/area-plans/${plan.id}/proposal`, {
    version: plan.version,
    effectiveAt: instant(app.time.now + inMillis),
  });
  expect([answer.status, answer.body.error]).toEqual([200, undefined]);
  return answer.body;
}

const approve = (by: Client, { id, version, mark }: { id: string; version: number; mark: string }) =>
  by.send('POST', `/api/area-plans/${id}/approval`, { version, mark });

const areaNow = (cell: string): Promise<{ area_number: number } | undefined> =>
  app.database.db.readDistrict(1, (tx) =>
    tx.row<{ area_number: number }>(sql`select area_number from blocks where district_id = 1 and cell = ${cell}`),
  );

describe('a plan', () => {
  it('is computed, compared with today, approved by a second person and takes effect at its hour', async () => {
    const on = ground;
    const firm1 = await app.signIn('firm1');
    const raised = (await firm1.send('POST', '/api/matters', { text: '货梯停了三天' })).body;
    const plan = await proposed(on);
    expect(plan.after.above).toBeLessThan(plan.before.above);
    expect(plan.after).toMatchObject({ whole: 3, areas: 3 });
    expect(plan.movedFirms).toBe(
      plan.areas.reduce((sum: number, { leaving }: { leaving: number }) => sum + leaving, 0),
    );
    expect(plan.verdict).toMatchObject({ movedFirms: plan.movedFirms });
    expect(plan.stale).toEqual({ areas: false, firms: 0 });

    const own = await approve(on.manager, plan);
    expect([own.status, own.body.error.code]).toEqual([409, 'AREA_PLAN_AUTHOR_APPROVES']);
    const approved = await approve(on.deputy, plan);
    expect([approved.status, approved.body.state]).toEqual([200, 'approved']);

    // Before its hour nothing moves.
    expect(await takeEffect(app.app.plans, 1)).toBe(0);
    app.time.now += HOUR;
    expect(await takeEffect(app.app.plans, 1)).toBe(1);
    expect(await takeEffect(app.app.plans, 1)).toBe(0);
    for (const { cell, to } of plan.moves) expect(await areaNow(cell)).toEqual({ area_number: to });
    const { body: map } = await on.manager.get('/api/areas');
    for (const area of map.areas) expect(isContiguous(area.cells)).toBe(true);
    const { body: after } = await on.manager.get(`/api/area-plans/${plan.id}`);
    expect(after).toMatchObject({
      state: 'inForce',
      before: plan.before,
      after: plan.after,
      movedFirms: plan.movedFirms,
    });
    expect(after.history.map(({ type }: { type: string }) => type)).toEqual([
      'drafted',
      'proposed',
      'approved',
      'tookEffect',
    ]);
    expect(await broken()).toEqual([]);
    // The same answer that the company got before: nobody's open matter changed hands.
    expect((await firm1.get(`/api/matters/${raised.number}`)).body.owner.id).toBe(raised.owner.id);
  });

  it('names every company that changes its team and every open matter among them', async () => {
    const on = ground;
    const firm1 = await app.signIn('firm1');
    const raised = (await firm1.send('POST', '/api/matters', { text: '货梯停了三天' })).body;
    const plan = await drafted(on);
    const move = on.area.get(CELLS[0]) === 1 ? [...on.area].find(([, number]) => number !== 1)?.[1] : 1;
    // By hand the company's own cell goes elsewhere, if its area stays whole; else its neighbors say why not.
    const edit = await on.manager.send('POST', `/api/area-plans/${plan.id}/edits`, {
      version: plan.version,
      moves: [{ cell: CELLS[0], to: move }],
    });
    const now = edit.status === 200 ? edit.body : plan;
    if (edit.status !== 200) expect(edit.body.error.code).toBe('AREA_PLAN_TORN');
    const { body: firms } = await on.manager.get(`/api/area-plans/${plan.id}/firms?limit=200`);
    expect(firms.total).toBe(now.movedFirms);
    expect(firms.rows).toHaveLength(now.movedFirms);
    const moves = new Map(now.moves.map((each: { cell: string; to: number }) => [each.cell, each.to]));
    const moved = moves.has(CELLS[0]);
    expect(firms.rows.some(({ name }: { name: string }) => name.startsWith('firm1'))).toBe(moved);
    expect(now.matters.some(({ number }: { number: string }) => number === raised.number)).toBe(moved);
    // Page by page one comes to the same list.
    const paged: string[] = [];
    for (let cursor = ''; ; ) {
      const { body: page } = await on.manager.get(`/api/area-plans/${plan.id}/firms?limit=3&cursor=${cursor}`);
      paged.push(...page.rows.map(({ id }: { id: string }) => id));
      if (page.next === null) break;
      cursor = page.next;
    }
    expect(paged).toEqual(firms.rows.map(({ id }: { id: string }) => id));
  });

  it('weighs companies, staff and matters as its formula says', async () => {
    const on = ground;
    await app.database.db.inDistrict(1, (tx) =>
      insertStaff(tx, [{ firmId: app.district.firms.firm1, staff: 250 }], 'test', app.time.now),
    );
    const firm1 = await app.signIn('firm1');
    await firm1.send('POST', '/api/matters', { text: '货梯停了三天' });
    const { rows: raised } = (await firm1.get('/api/matters?view=all&limit=100')).body;
    const plan = await drafted(on);
    const at = plan.graph.cells.indexOf(CELLS[0]);
    // Four companies (three of the ground and the first of the district), 250 staff, its matters; hundredths of a point.
    expect(plan.graph.firms[at]).toBe(4);
    expect(plan.graph.points[at]).toBe(4 * 100 + 250 + 200 * raised.length);
    const companies = plan.graph.firms.reduce((sum: number, each: number) => sum + each, 0);
    expect(plan.staffUnknown).toBe(companies - 1);
  });
});

describe('a plan is refused', () => {
  it('to the wrong person, in the wrong state, on a version that nobody sees any more', async () => {
    const on = ground;
    const code = async (by: Client, path: string, body: object) =>
      (await by.send('POST', `/api/area-plans/${path}`, body)).body.error?.code;
    const plan = await drafted(on);
    const [first] = plan.moves;
    const later = instant(app.time.now + HOUR);
    const back = { version: 1, moves: [{ cell: first.cell, to: first.from }] };
    expect(await code(on.deputy, `${plan.id}/edits`, back)).toBe('AREA_PLAN_NOT_AUTHOR');
    expect(await code(on.deputy, `${plan.id}/withdrawal`, { version: 1 })).toBe('AREA_PLAN_NOT_AUTHOR');
    expect(await code(on.manager, `${plan.id}/edits`, { ...back, version: 7 })).toBe('AREA_PLAN_VERSION');
    expect(await code(on.deputy, `${plan.id}/approval`, { version: 1, mark: plan.mark })).toBe('AREA_PLAN_STATE');
    const edits = (moves: object[]) => code(on.manager, `${plan.id}/edits`, { version: 1, moves });
    expect(await edits([{ cell: '8928308280fffff', to: 1 }])).toBe('AREA_PLAN_CELL_UNKNOWN');
    expect(await edits([{ cell: first.cell, to: 77 }])).toBe('AREA_PLAN_AREA_UNKNOWN');
    const ofThree = [...on.area.keys()].map((cell) => ({ cell, to: 1 }));
    expect(await edits(ofThree)).toBe('AREA_PLAN_AREA_EMPTY');
    expect(await code(on.manager, `${plan.id}/proposal`, { version: 1, effectiveAt: instant(app.time.now) })).toBe(
      'AREA_PLAN_TIME',
    );
    const all = plan.moves.map(({ cell, from }: { cell: string; from: number }) => ({ cell, to: from }));
    const undone = await on.manager.send('POST', `/api/area-plans/${plan.id}/edits`, { version: 1, moves: all });
    expect(undone.body).toMatchObject({ moves: [], version: 2, before: plan.before, after: plan.before });
    expect(await code(on.manager, `${plan.id}/proposal`, { version: 2, effectiveAt: later })).toBe(
      'AREA_PLAN_NO_CHANGE',
    );
    expect(await code(on.manager, '00000000-0000-4000-8000-000000000000/withdrawal', { version: 1 })).toBe('NOT_FOUND');
    const weightless = { settings: { ...SETTINGS, weights: { firm: 0, staff: 0, matter: 0 } } };
    expect((await on.manager.send('POST', '/api/area-plans', weightless)).body.error.code).toBe('AREA_PLAN_WEIGHTLESS');
    expect(await broken()).toEqual([]);
  });

  it('where a cell by hand would tear an area apart', async () => {
    const on = ground;
    const plan = await drafted(on);
    const area = new Map<string, number>(
      plan.graph.cells.map((cell: string, at: number) => [cell, plan.graph.area[at]]),
    );
    const codes = new Set<string>();
    for (const cell of area.keys()) {
      const to = area.get(cell) === 1 ? 2 : 1;
      const whole = [1, 2, 3].every((number) =>
        isContiguous([...area].flatMap(([each, own]) => ((each === cell ? to : own) === number ? [each] : []))),
      );
      if (whole) continue;
      const { body } = await on.manager.send('POST', `/api/area-plans/${plan.id}/edits`, {
        version: 1,
        moves: [{ cell, to }],
      });
      codes.add(body.error.code);
    }
    expect([...codes]).toEqual(['AREA_PLAN_TORN']);
  });

  it('when companies have come since the approver looked, and goes through when he has looked again', async () => {
    const on = ground;
    const plan = await proposed(on);
    await app.database.db.inDistrict(1, (tx) =>
      tx.run(
        sql`update sites set cell = ${CELLS[1]}, placed_by = 'officer' where district_id = 1 and firm_id = ${app.district.firms.firm3}`,
      ),
    );
    expect((await approve(on.deputy, plan)).body.error.code).toBe('AREA_PLAN_UNSEEN');
    const { body: again } = await on.deputy.get(`/api/area-plans/${plan.id}`);
    expect(again.stale).toEqual({ areas: false, firms: 1 });
    expect((await approve(on.deputy, again)).status).toBe(200);
  });

  it('when another one is waiting, and when the areas have been redrawn since', async () => {
    const on = ground;
    const [first, second, third] = [await proposed(on), await proposed(on, 2 * HOUR), await proposed(on)];
    expect((await approve(on.deputy, first)).status).toBe(200);
    expect((await approve(on.deputy, second)).body.error.code).toBe('AREA_PLAN_WAITING');
    app.time.now += HOUR;
    expect(await takeEffect(app.app.plans, 1)).toBe(1);
    expect((await on.deputy.get(`/api/area-plans/${second.id}`)).body.stale.areas).toBe(true);
    expect((await approve(on.deputy, second)).body.error.code).toBe('AREA_PLAN_OUTDATED');
    expect((await approve(on.deputy, third)).body.error.code).toMatch(/AREA_PLAN_(OUTDATED|TIME)/);
    expect(await broken()).toEqual([]);
  });

  it('and outdated at its hour when the areas moved under it after the approval', async () => {
    const on = ground;
    const plan = await proposed(on);
    await approve(on.deputy, plan);
    const { cell, to } = plan.moves[0];
    await app.database.db.inDistrict(1, async (tx) => {
      await tx.run(sql`update blocks set area_number = ${to} where district_id = 1 and cell = ${cell}`);
    });
    app.time.now += HOUR;
    expect(await takeEffect(app.app.plans, 1)).toBe(1);
    const { body } = await on.manager.get(`/api/area-plans/${plan.id}`);
    expect(body.state).toBe('outdated');
    expect((await broken()).map(({ id }) => id)).toContain('I-AREA-now');
  });
});

describe('a proposal', () => {
  it('comes back to its author with the reason, is proposed again, approved, and withdrawn by the second person', async () => {
    const on = ground;
    const plan = await proposed(on);
    const blank = { version: plan.version, reason: ' \n ' };
    const { body: unsaid } = await on.deputy.send('POST', `/api/area-plans/${plan.id}/return`, blank);
    expect(unsaid.error.code).toBe('AREA_PLAN_REASON_EMPTY');
    const back = await on.deputy.send('POST', `/api/area-plans/${plan.id}/return`, {
      version: plan.version,
      reason: '第 2 片区两处楼宇请留在一起',
    });
    expect(back.body).toMatchObject({ state: 'draft', returnReason: '第 2 片区两处楼宇请留在一起' });
    const again = await on.manager.send('POST', `/api/area-plans/${plan.id}/proposal`, {
      version: back.body.version,
      effectiveAt: instant(app.time.now + HOUR),
    });
    const approved = await approve(on.deputy, again.body);
    const gone = await on.deputy.send('POST', `/api/area-plans/${plan.id}/withdrawal`, {
      version: approved.body.version,
    });
    expect(gone.body).toMatchObject({ state: 'withdrawn', effectiveAt: again.body.effectiveAt });
    app.time.now += HOUR;
    expect(await takeEffect(app.app.plans, 1)).toBe(0);
    const { body } = await on.manager.get('/api/area-plans');
    expect(body.plans).toHaveLength(1);
    expect(await broken()).toEqual([]);
  });

  it('sent twice with one key is one plan', async () => {
    const on = ground;
    const body = { settings: SETTINGS };
    const twice = await Promise.all(
      [0, 1].map(() => on.manager.send('POST', '/api/area-plans', body, 'the-same-key-twice')),
    );
    expect(new Set(twice.map(({ body: plan }) => plan.id)).size).toBe(1);
    expect((await on.manager.get('/api/area-plans')).body.plans).toHaveLength(1);
  });
});

describe('new companies', () => {
  it('fall into the area that their cell has at that instant', async () => {
    const on = ground;
    const plan = await proposed(on);
    await approve(on.deputy, plan);
    app.time.now += HOUR;
    await takeEffect(app.app.plans, 1);
    const { cell, to } = plan.moves[0];
    await app.database.db.inDistrict(1, (tx) =>
      tx.run(
        sql`update sites set cell = ${cell}, placed_by = 'officer' where district_id = 1 and firm_id = ${app.district.firms.firm3}`,
      ),
    );
    const firm3 = await app.signIn('firm3');
    const raised = (await firm3.send('POST', '/api/matters', { text: '门禁卡刷不开' })).body;
    expect(raised.owner.id).toBe(app.district.posts[`team${to}` as 'team1']); // teams and areas share their numbers here
  });
});
