import { expect, it } from 'vitest';
import { liveHalf, RUNS, STEPS } from './histories.ts';

it(`keeps exactly one accountable owner through the second half of ${RUNS} histories of ${STEPS} commands`, async () => {
  const { runs, commands, pairs } = await liveHalf(1);
  console.log(`model, half 2: ${runs} runs, ${commands} commands, ${pairs} pairs of consecutive commands seen`);
  expect(runs).toBe(Math.floor(RUNS / 2));
  expect(commands).toBe(runs * STEPS);
});
