/** Verdict on one invariant: how many rows break it, and the first few by name. */
export interface Verdict {
  readonly id: string;
  readonly sentence: string;
  readonly violations: number;
  readonly examples: readonly string[];
}
