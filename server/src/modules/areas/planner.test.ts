import { describe, expect, it } from 'vitest';
import { grownAreas } from '../../../test/ground.ts';
import { groundOf } from './ground.ts';
import { createPlanner } from './planner.ts';

const settings = { weights: { firm: 1, staff: 0, matter: 0 }, tolerance: 50, calm: 0 };

describe('the planning thread', () => {
  it('answers a task, and refuses with its time when it is not given enough', async () => {
    const ground = groundOf(grownAreas(2), new Map());
    const points = ground.area.map((number) => (number === 1 ? 3 : 1));
    const areas = [1, 2, 3].map((number) => ({ number, strength: 1 }));
    const task = { ground, points, areas, settings };
    const planner = createPlanner();
    const { area, verdict } = await planner.plan(task);
    expect(area).toHaveLength(ground.cells.length);
    expect(verdict.curve.length).toBeGreaterThan(2);
    await planner.stop();
    const hurried = createPlanner(0.001);
    await expect(hurried.plan(task)).rejects.toMatchObject({ code: 'AREA_PLANNER_STOPPED', facts: { seconds: 0.001 } });
    await hurried.stop();
  });
});
