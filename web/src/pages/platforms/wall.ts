const HANGZHOU = 8 * 3_600_000;

/** The district's wall clock, wherever the browser stands; empty when it is no time. */
export const instantOf = (wall: string): string => {
  const at = Date.parse(`${wall}:00+08:00`);
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
};

/** An instant as the form writes the wall clock of the district. */
export const wallOf = (instant: string): string => new Date(Date.parse(instant) + HANGZHOU).toISOString().slice(0, 16);
