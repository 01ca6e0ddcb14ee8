import { today } from '../../../text/wall.ts';

const KEY = 'banfei.work.pace';

/** How many this desk has registered today and how long they took in all. Kept on this computer, told to nobody. */
export interface Pace {
  readonly day: string;
  readonly count: number;
  readonly millis: number;
}

export function readPace(): Pace {
  const day = today();
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof value === 'object' && value !== null && 'day' in value && value.day === day) {
      const count = 'count' in value ? Number(value.count) : 0;
      const millis = 'millis' in value ? Number(value.millis) : 0;
      if (Number.isFinite(count) && Number.isFinite(millis)) return { day, count, millis };
    }
  } catch {
    // What cannot be read counts as a new day.
  }
  return { day, count: 0, millis: 0 };
}

export function addToPace(millis: number): Pace {
  const before = readPace();
  const pace = { day: before.day, count: before.count + 1, millis: before.millis + millis };
  try {
    localStorage.setItem(KEY, JSON.stringify(pace));
  } catch {
    // The count is a convenience of this desk.
  }
  return pace;
}

const PRINT_KEY = 'banfei.work.autoPrint';

export function readAutoPrint(): boolean {
  try {
    return localStorage.getItem(PRINT_KEY) === 'yes';
  } catch {
    return false;
  }
}

export function keepAutoPrint(on: boolean): void {
  try {
    localStorage.setItem(PRINT_KEY, on ? 'yes' : 'no');
  } catch {
    // The choice then holds for this page only.
  }
}
