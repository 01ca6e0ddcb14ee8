/** Seats that a unit asked for at an event. */
export interface Asked {
  readonly id: string;
  readonly seats: number;
  readonly state: 'registered' | 'waiting';
  /** Place in the order of asking. */
  readonly queued: number;
}

const total = (asked: readonly Asked[], state: Asked['state']): number =>
  asked.reduce((sum, each) => sum + (each.state === state ? each.seats : 0), 0);

export const takenSeats = (asked: readonly Asked[]): number => total(asked, 'registered');

/** Whether new seats are registered or wait: nobody overtakes a group that waits already. */
export const placeOf = (asked: readonly Asked[], seats: number, capacity: number): Asked['state'] =>
  total(asked, 'waiting') === 0 && takenSeats(asked) + seats <= capacity ? 'registered' : 'waiting';

/** Groups that move up, in the order of asking; the first that does not fit keeps those behind it waiting. */
export function movingUp(asked: readonly Asked[], capacity: number): readonly string[] {
  let free = capacity - takenSeats(asked);
  const up: string[] = [];
  const queue = asked.filter(({ state }) => state === 'waiting').sort((a, b) => a.queued - b.queued);
  for (const { id, seats } of queue) {
    if (seats > free) break;
    free -= seats;
    up.push(id);
  }
  return up;
}
