import { expect, it } from 'vitest';
import { liveHalf, RUNS, STEPS } from './histories.ts';

it(`keeps exactly one accountable owner through the first half of ${RUNS} histories of ${STEPS} commands`, async () => {
  const { runs, commands, pairs } = await liveHalf(0);
  console.log(`model, half 1: ${runs} runs, ${commands} commands, ${pairs} pairs of consecutive commands seen`);
  expect(runs).toBe(Math.ceil(RUNS / 2));
  expect(commands).toBe(runs * STEPS);
});
