/** One refusal: its HTTP status and its sentence in both languages (what happened, with which values, what to do). */
export interface ErrorEntry {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}
