import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut, type TrackFacts } from './layout.ts';
import { type Block, officeBlocks, workingDayMillis, workingScale } from './scale.ts';

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2026, 10, 16) - 8 * HOUR;
const at = (hours: number): number => MONDAY + hours * HOUR;
const iso = (hours: number): string => new Date(at(hours)).toISOString();

/** Counts working minutes one by one: slow, and unlike the scale in every line. */
function minutesWorked(blocks: readonly Block[], from: number, until: number): number {
  let minutes = 0;
  for (let minute = from; minute < until; minute += 60_000) {
    if (blocks.some((block) => minute >= block.from && minute < block.until)) minutes += 1;
  }
  return minutes;
}

const post = (name: string) => ({
  id: name,
  code: name,
  kind: 'team' as const,
  name: { zh: name, en: name },
  phone: '',
  deputy: { zh: '', en: '' },
  deputyPhone: '',
  hours: '',
  areaNumber: null,
});

const facts = (change: Partial<TrackFacts> = {}): TrackFacts => ({
  raisedAt: iso(9),
  asOf: iso(34),
  dueAt: iso(57.5),
  spans: [
    { post: post('counter'), from: iso(9), until: iso(10), firstAsked: true },
    { post: post('team'), from: iso(10), until: null, firstAsked: false },
  ],
  pendingOffer: null,
  ...change,
});

describe('the scale of a custody track', () => {
  it('is as wide as the working time, minute for minute', () => {
    const blocks = officeBlocks(at(0), at(6 * 24));
    const scale = workingScale(blocks, at(9), at(5 * 24));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 120 * 60 }), fc.integer({ min: 0, max: 120 * 60 }), (a, b) => {
        const [from, until] = [Math.min(a, b), Math.max(a, b)].map((minute) => at(0) + minute * 60_000);
        if (from === undefined || until === undefined) return;
        expect(scale.between(from, until) / 60_000).toBe(minutesWorked(blocks, from, until));
      }),
      { numRuns: 40 },
    );
  });

  it('never runs backwards and stays within the track', () => {
    const scale = workingScale(officeBlocks(at(0), at(14 * 24)), at(9), at(10 * 24));
    fc.assert(
      fc.property(fc.integer({ min: -48, max: 400 }), fc.integer({ min: 0, max: 100 }), (hour, more) => {
        const [left, right] = [scale.at(at(hour)), scale.at(at(hour + more))];
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(100 + 1e-9);
        expect(right).toBeGreaterThanOrEqual(left);
      }),
    );
  });

  it('gives a night and a weekend no width', () => {
    const scale = workingScale(officeBlocks(at(0), at(14 * 24)), at(9), at(10 * 24));
    expect(scale.at(at(18))).toBe(scale.at(at(24 + 8)));
    expect(scale.at(at(4 * 24 + 18))).toBe(scale.at(at(7 * 24 + 8)));
  });

  it('has day columns that fill the track without gap or overlap', () => {
    const { days } = workingScale(officeBlocks(at(0), at(9 * 24)), at(9), at(8 * 24));
    let edge = 0;
    for (const day of days) {
      expect(day.left).toBeCloseTo(edge, 9);
      edge = day.left + day.width;
    }
    expect(edge).toBeCloseTo(100, 9);
  });

  it('falls back to plain time when there are no working blocks', () => {
    const scale = workingScale([], at(0), at(10));
    expect(scale.at(at(5))).toBe(50);
  });

  it('knows the working day, and does not take a piece of one for it', () => {
    expect(workingDayMillis(officeBlocks(at(0), at(48)))).toBe(7.5 * HOUR);
    expect(workingDayMillis([{ from: at(9), until: at(11) }])).toBe(7.5 * HOUR);
  });
});

describe('the layout of a custody track', () => {
  it('covers the time up to now with exactly one holder', () => {
    const { segments, now } = layOut(facts());
    expect(segments.map((segment) => segment.tone)).toEqual(['asked', 'holder']);
    const [first, second] = segments;
    expect((first?.left ?? 0) + (first?.width ?? 0)).toBeCloseTo(second?.left ?? -1, 9);
    expect((second?.left ?? 0) + (second?.width ?? 0)).toBeCloseTo(now ?? -1, 9);
  });

  it('keeps the old holder beneath an offer that nobody has accepted', () => {
    const offer = {
      id: 'o',
      kind: 'handOver' as const,
      status: 'pending' as const,
      from: post('team'),
      to: post('department'),
      ask: '',
      madeAt: iso(33.5),
      lapsesAt: iso(35.5),
      answeredAt: null,
      basis: null,
      suggested: null,
    };
    const { segments, pending, now } = layOut(facts({ pendingOffer: offer }));
    const holder = segments.at(-1);
    expect(holder?.post.id).toBe('team');
    expect((holder?.left ?? 0) + (holder?.width ?? 0)).toBeCloseTo(now ?? -1, 9);
    expect(pending?.left).toBeLessThan(now ?? 0);
    expect((pending?.left ?? 0) + (pending?.width ?? 0)).toBeGreaterThan(now ?? 100);
    expect(layOut(facts({ pendingOffer: { ...offer, status: 'declined' } })).pending).toBeNull();
  });

  it('marks what lies behind the due time, and only that', () => {
    expect(layOut(facts()).late).toBeNull();
    const { late, due, now } = layOut(facts({ asOf: iso(81), dueAt: iso(57.5) }));
    expect(late?.left).toBeCloseTo(due ?? -1, 9);
    expect((late?.left ?? 0) + (late?.width ?? 0)).toBeCloseTo(now ?? -1, 9);
  });

  it('has no present once it is closed', () => {
    const layout = layOut(facts({ closedAt: iso(33), asOf: iso(300) }));
    expect(layout.now).toBeNull();
    expect(layout.late).toBeNull();
  });
});
