const OFFSET = 8 * 3_600_000;
const DAY = 86_400_000;

/** Value of a date and time field, read as the clock of the district; empty when it says nothing. */
export const instantOf = (field: string): string => {
  const at = Date.parse(`${field}${field.length === 16 ? ':00' : ''}+08:00`);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
};

/** Eight in the morning of the next day in Beijing, as a date and time field takes it. */
export const tomorrowAtEight = (now: number): string =>
  `${new Date(Math.floor((now + OFFSET) / DAY) * DAY + DAY).toISOString().slice(0, 10)}T08:00`;
