/** Where a node is drawn, in a square of 1000 by 1000. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

const SIZE = 1000;
const MARGIN = 30;
const ROUNDS = 120;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

interface Body {
  x: number;
  y: number;
}

// Begins as a sunflower, so that the same graph is always drawn the same; then links pull and all nodes push.
function settle(bodies: Body[], links: readonly (readonly [number, number])[]): void {
  const near = SIZE / Math.sqrt(Math.max(1, bodies.length));
  for (let round = 0; round < ROUNDS; round += 1) {
    const stride = near * 0.5 * (1 - round / ROUNDS);
    const pushes = bodies.map((body) => ({ x: (SIZE / 2 - body.x) * 0.02, y: (SIZE / 2 - body.y) * 0.02 }));
    const pull = (a: number, b: number, force: number): void => {
      const [one, two, first, second] = [bodies[a], bodies[b], pushes[a], pushes[b]];
      if (one === undefined || two === undefined || first === undefined || second === undefined) return;
      const [dx, dy] = [two.x - one.x, two.y - one.y];
      const distance = Math.max(1, Math.hypot(dx, dy));
      const strength = force < 0 ? (force * near * near) / (distance * distance) : force * distance;
      first.x += (dx / distance) * strength;
      first.y += (dy / distance) * strength;
      second.x -= (dx / distance) * strength;
      second.y -= (dy / distance) * strength;
    };
    for (let a = 0; a < bodies.length; a += 1) for (let b = a + 1; b < bodies.length; b += 1) pull(a, b, -near * 0.25);
    for (const [a, b] of links) pull(a, b, 0.08);
    for (const [at, body] of bodies.entries()) {
      const push = pushes[at] ?? { x: 0, y: 0 };
      const length = Math.max(1, Math.hypot(push.x, push.y) / stride);
      body.x = Math.min(SIZE - MARGIN, Math.max(MARGIN, body.x + push.x / length));
      body.y = Math.min(SIZE - MARGIN, Math.max(MARGIN, body.y + push.y / length));
    }
  }
}

/** Spots of `count` nodes; links name nodes by number. The same graph always gives the same drawing. */
export function layoutOf(count: number, links: readonly (readonly [number, number])[]): readonly Spot[] {
  const bodies = Array.from({ length: count }, (_, at): Body => {
    const radius = (SIZE / 2 - MARGIN) * Math.sqrt((at + 0.5) / count);
    return { x: SIZE / 2 + radius * Math.cos(at * GOLDEN_ANGLE), y: SIZE / 2 + radius * Math.sin(at * GOLDEN_ANGLE) };
  });
  settle(bodies, links);
  return bodies.map(({ x, y }) => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }));
}
