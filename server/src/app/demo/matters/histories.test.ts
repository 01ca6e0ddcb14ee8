import { audit } from '@banfei/custody';
import { describe, expect, it } from 'vitest';
import { CATEGORIES, promisesOf, scatter } from '../../../modules/matters/index.ts';
import { populationOf } from '../population.ts';
import { matterWords, sceneWords, staffWords } from '../vocabulary.ts';
import { dayStart, earlier, later, workingMinutesBetween } from './time.ts';

const SEED = 20250717;
const MORNING = Date.parse('2026-11-19T01:40:00.000Z');
const AFTERNOON = Date.parse('2026-11-19T08:10:00.000Z');
const at = (now: number) => populationOf({ seed: SEED, now, firms: 4000, matters: 1500 }).year;
const morning = at(MORNING);

describe('a year of matters', () => {
  it('is legal by the custody engine’s second opinion, event by event', () => {
    for (const { subject, events } of morning.files)
      expect([subject.number, audit(events)]).toEqual([subject.number, []]);
  });

  it('holds every way a matter can go', () => {
    const types = new Set(morning.files.flatMap(({ events }) => events.map(({ type }) => type)));
    for (const type of [
      'raised',
      'offered',
      'accepted',
      'declined',
      'lapsed',
      'arbitrated',
      'replied',
      'noted',
      'supplemented',
      'waiting',
      'resumed',
      'arrived',
      'nudged',
      'overseen',
      'extended',
      'proposed',
      'confirmed',
      'reminded',
      'fellSilent',
      'rated',
      'reopened',
      'withdrawnByCompany',
      'settledOnSpot',
      'rejected',
      'withdrawn',
    ])
      expect([type, types.has(type as never)]).toEqual([type, true]); // the list is spelled out here on purpose
    const states = new Set(morning.files.map(({ matter }) => matter.state));
    for (const state of [
      'registered',
      'inHand',
      'waiting',
      'proposed',
      'closedConfirmed',
      'closedUnconfirmed',
      'closedWithdrawn',
      'closedRejected',
    ] as const)
      expect([state, states.has(state)]).toEqual([state, true]);
  });

  it('ends at the present: nothing lies in the future, something is fresh, something is overdue, little is late', () => {
    const all = morning.files.flatMap(({ events }) => events.map((event) => event.at));
    expect(Math.max(...all)).toBeLessThanOrEqual(MORNING);
    expect(MORNING - Math.max(...all)).toBeLessThan(3 * 3_600_000);
    const open = morning.files.filter(({ matter }) => matter.closing === null);
    const overdue = open.filter(
      (file) => (promisesOf(file).resolve.dueAt ?? Number.MAX_VALUE) < MORNING && file.matter.state !== 'proposed',
    );
    expect(overdue.length).toBeGreaterThanOrEqual(3);
    expect(overdue.length).toBeLessThan(open.length / 5);
    expect(morning.files.some(({ matter }) => matter.pendingOffer !== null)).toBe(true);
    expect(morning.files.some(({ matter }) => matter.closing === null && matter.needsArbiter)).toBe(true);
  });

  it('has numbers that occur once and are counted per month', () => {
    const numbers = morning.files.map(({ subject }) => subject.number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => /^QY-\d{4}-\d{5}$/.test(number))).toBe(true);
    const counted = [...morning.taken.values()].reduce((sum, count) => sum + count, 0);
    expect(numbers.length - counted).toBe(Object.keys(sceneWords()).length);
  });

  it('is told further in the afternoon, not differently', () => {
    const afternoon = new Map(at(AFTERNOON).files.map((file) => [file.subject.number, file]));
    let grown = 0;
    // Scenes have numbers of their own and are staged anew for the hour.
    const ordinary = new Set(
      [...morning.taken].flatMap(([month, count]) =>
        Array.from({ length: count }, (_, index) => `QY-${month}-${scatter(index)}`),
      ),
    );
    for (const { subject, events } of morning.files) {
      if (!ordinary.has(subject.number)) continue;
      const further = afternoon.get(subject.number);
      expect(further?.subject).toEqual(subject);
      expect(further?.events.slice(0, events.length)).toEqual(events);
      if ((further?.events.length ?? 0) > events.length) grown += 1;
    }
    expect(ordinary.size).toBeGreaterThan(1000);
    expect(grown).toBeGreaterThan(0);
    expect(dayStart(MORNING)).toBe(dayStart(AFTERNOON));
  });

  it('looks alive on a Sunday too: offers wait, nothing is answered at night by an officer', () => {
    const sunday = at(Date.parse('2026-11-22T13:00:00.000Z'));
    expect(sunday.files.some(({ matter }) => matter.pendingOffer !== null)).toBe(true);
    for (const { events } of sunday.files) {
      for (const event of events) {
        if (event.actor.kind !== 'officer' || event.type === 'raised') continue;
        const local = new Date(event.at + 8 * 3_600_000).getUTCHours();
        expect(local).toBeGreaterThanOrEqual(7);
        expect(local).toBeLessThan(19);
      }
    }
  });
});

describe('the words of the demo', () => {
  it('cover every category with at least sixty different texts', () => {
    const { templates, categories } = matterWords();
    expect(new Set(templates.map(({ text }) => text)).size).toBeGreaterThanOrEqual(60);
    for (const code of CATEGORIES.keys()) {
      expect([code, templates.some(({ category }) => category === code), code in categories]).toEqual([
        code,
        true,
        true,
      ]);
      expect([
        code,
        staffWords().departments.filter((department) => department.categories.includes(code)).length,
      ]).toEqual([code, 1]);
    }
    for (const { category } of [...templates, ...Object.values(sceneWords())])
      expect(CATEGORIES.has(category)).toBe(true);
  });

  it('use full-width punctuation between Chinese characters', () => {
    const text = JSON.stringify([matterWords(), sceneWords(), staffWords()]);
    expect(text.match(/[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]/g)).toBeNull();
  });
});

describe('working time backwards', () => {
  it('undoes working time forwards', () => {
    for (const minutes of [20, 170, 1320, 2710]) {
      const from = earlier(MORNING, minutes);
      expect(Math.abs(workingMinutesBetween(from, MORNING) - minutes)).toBeLessThan(1);
      expect(Math.abs(later(from, minutes) - MORNING)).toBeLessThan(60_000);
    }
  });
});
