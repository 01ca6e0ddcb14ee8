/** Front door of the kernel: what `src/kernel.ts` sets and calls, by name. */
export { drawByAlias, drawByPeriod } from './draw.ts';
export { lay } from './flows.ts';
export * from './layout.ts';
export { pay } from './order.ts';
export { interestOf, shareOf, wholeShareOf } from './shares.ts';
