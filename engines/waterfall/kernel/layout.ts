// biome-ignore-all lint/style/useConst: set from outside, by these names, before the first path

/**
 * Where a deal lies in the memory of the kernel. `src/kernel.ts` writes the arrays and says here where each begins; all
 * addresses are in bytes. Amounts are whole fen in doubles, which hold integers up to 2^53 exactly.
 *
 * Rows of several numbers lie side by side, so that they are fetched as one:
 *
 * - a share: its value, and the numerator and the denominator that it is exactly;
 * - a plan, for each block of four periods, loan and period of the block: cash and balance of the loan;
 * - an exit, for each loan and period: fen that default, fen that come back from it, fen that are repaid early with what is
 *   planned for that period, and nothing;
 * - a flow, for each period: cash of the pool, its balance after the period, fees, and what defaulted;
 * - a rank, for each period and tranche: principal of its class behind it, and interest of the period on that.
 */

export let loans: i32 = 0;
export let periods: i32 = 0;

/** What a path has drawn: cells of loans that leave, in the order of the pool. */
export let cells: usize = 0;
/** Bits of a cell that say the period, twice, and one more if the loan repays early; the loan stands before them. */
export let bits: i32 = 0;

/** For each loan where its spans begin; for each span the period before which it ends, and its two limits. */
export let starts: usize = 0;
export let spans: usize = 0;

/** Loans of the same chances in a row: the first, the one behind the last, and where their two tables lie. */
export let runs: usize = 0;
export let runCount: i32 = 0;

/** By block, loan and period of the block; nothing behind the last period. */
export let plans: usize = 0;
/** For each place in a block in which a loan leaves: all bits for rows of the block from then on, none for those before. */
export let within: usize = 0;
/** For each block how many loans leave in it, no counts between paths, then their cells; and where plans of all lie. */
export let leaving: usize = 0;
export let gone: usize = 0;
export let exits: usize = 0;
/** For each loan and period in which period a default brings cash; one behind the last for never. */
export let backs: usize = 0;

/** Flows of the pool as planned, with fixed fees, and one more row for what comes back too late; then those of the path. */
export let planned: usize = 0;
export let flows: usize = 0;
/** What the pool owes at the beginning. */
export let pool: f64 = 0;
/** Shares of the fees of the pool, then of those of the collections, each for all periods. */
export let fees: usize = 0;
export let poolFees: i32 = 0;
export let collectionFees: i32 = 0;

/** Tranches by class; those before `seniors` are senior, those before `mezzanines` that are not are mezzanine. */
export let tranches: i32 = 0;
export let seniors: i32 = 0;
export let mezzanines: i32 = 0;
export let seniorSum: f64 = 0;
export let mezzanineSum: f64 = 0;
export let juniorSum: f64 = 0;
/** For each period and tranche. */
export let interest: usize = 0;
export let ranks: usize = 0;
/** In the account and in the reserve. */
export let openingCash: f64 = 0;
/** One share, of senior principal, and the least that the reserve should hold. */
export let reserve: usize = 0;
export let reserveFixed: f64 = 0;
/** 1 if what is left stays with the deal. */
export let retains: i32 = 0;
/** Fen that default from which everything is due. */
export let dueAt: f64 = 0;
/** Where a path stands at the end of what is paid as planned: cash; principal of three classes; unpaid interest of three. */
export let standing: usize = 0;
