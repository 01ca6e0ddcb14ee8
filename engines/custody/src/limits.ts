/** The numbers that make the custody rules bounded. A district may set its own; all histories are judged by one set. */
export interface CustodyLimits {
  /** B of I-BOUND: how often offers may be declined or left unanswered before only the arbiter may decide. */
  readonly returnsBound: number;
  /** H of I-BOUND: how often ownership may move by acceptance or ruling. The last move is kept for the arbiter. */
  readonly ownershipBound: number;
  /** How many offers one matter may see in all, taken-back ones included; keeps offer-and-withdraw finite. */
  readonly offersBound: number;
  /** How often the due time may be extended. */
  readonly extensionBound: number;
  /** Working days that one extension may add: ten, after 行政许可法 art. 42. */
  readonly extensionDaysBound: number;
  /** Days after closing in which the company may reopen the matter under the same number. */
  readonly reopenDays: number;
  /** Days after a proposal at which the company is reminded, rising. */
  readonly reminderDays: readonly number[];
  /** Days after a proposal at which it closes as unconfirmed; later than the last reminder. */
  readonly silentAfterDays: number;
}

/** The limits of a district that has set none of its own. */
export const DEFAULT_LIMITS: CustodyLimits = {
  returnsBound: 2,
  ownershipBound: 5,
  offersBound: 12,
  extensionBound: 1,
  extensionDaysBound: 10,
  reopenDays: 30,
  reminderDays: [3, 7],
  silentAfterDays: 10,
};

/** Milliseconds of a day of 24 hours. Reminders and reopening count elapsed days, so no calendar is needed here. */
export const DAY_MS = 86_400_000;
