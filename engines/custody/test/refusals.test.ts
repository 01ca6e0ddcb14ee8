import { describe, expect, it } from 'vitest';
import {
  CUSTODY_REFUSALS,
  type CustodyRefusalCode,
  checkVersion,
  DAY_MS,
  DEFAULT_LIMITS,
  type Decision,
  decide,
} from '../src/index.ts';
import { Play } from './play.ts';
import { COMPANY, HOUR_MS, holder, officer, START, SYSTEM } from './world.ts';

const A = officer('A');
const B = officer('B');
const C = officer('C');
const D = officer('D');
const LIST = 'list 4';
const CONTEXT = { now: START, actor: COMPANY, limits: DEFAULT_LIMITS };

/** A matter with an offer to B that waits. */
function offered(): Play {
  const play = new Play();
  return play.by(A, play.offer('o1', 'B', { ground: 'g' }));
}

function taken(): Play {
  return offered().by(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' });
}

function ruled(): Play {
  const play = offered().by(B, { type: 'decline', offerId: 'o1', basis: LIST, askSupervisor: true });
  return play.by(C, { type: 'arbitrate', toOwner: holder('A'), reason: LIST });
}

function returnedTwice(): Play {
  const play = offered().by(B, { type: 'decline', offerId: 'o1', basis: LIST, suggestedPostId: 'D' });
  return play.by(A, play.offer('o2', 'D')).by(D, { type: 'decline', offerId: 'o2', basis: LIST, suggestedPostId: 'B' });
}

/** Four hand-overs accepted: one move is left, and it is the arbiter's. */
function moved(): Play {
  const play = new Play();
  for (const [i, [giver, taker]] of (['AB', 'BA', 'AB', 'BA'] as const).map((pair) => [...pair]).entries()) {
    if (giver === undefined || taker === undefined) throw new Error('A pair is two posts.');
    play.by(officer(giver), play.offer(`m${i}`, taker));
    play.by(officer(taker), { type: 'accept', offerId: `m${i}`, officerId: `${taker}-officer` });
  }
  return play;
}

function offeredOften(): Play {
  const play = new Play();
  for (let i = 0; i < DEFAULT_LIMITS.offersBound; i += 1) {
    play.by(A, play.offer(`w${i}`, 'B')).by(A, { type: 'withdraw', offerId: `w${i}` });
  }
  return play;
}

function proposed(): Play {
  return new Play().by(A, { type: 'propose', summary: 'repaired' });
}

function closed(): Play {
  return proposed().by(COMPANY, { type: 'confirm', outcome: 'solved' });
}

function assisted(): Play {
  const play = new Play();
  play.by(A, play.offer('o1', 'B', { kind: 'assist' }));
  return play.by(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' });
}

function waiting(): Play {
  return new Play().by(A, { type: 'wait', what: 'lease', resumeBy: START + DAY_MS });
}

function reminded(): Play {
  const play = proposed();
  for (const days of [3, 7]) play.by(SYSTEM, { type: 'remind' }, { now: START + 60_000 + days * DAY_MS });
  return play;
}

const extend = (extraWorkingDays: number) => ({ type: 'extend', reason: 'parts', extraWorkingDays }) as const;
const reply = { type: 'reply', text: 'on it', means: 'phone' } as const;

/** One way, or several, into every refusal. */
const CASES: Readonly<Record<CustodyRefusalCode, () => readonly (Decision | ReturnType<typeof checkVersion>)[]>> = {
  MATTER_ALREADY_RAISED: () => [
    new Play().ask(A, { type: 'raise', channel: 'web', owner: holder('B'), supervisorPostId: 'C' }),
  ],
  MATTER_NOT_RAISED: () => [decide(null, reply, CONTEXT)],
  MATTER_CLOSED: () => [closed().ask(A, reply), closed().ask(COMPANY, { type: 'nudge' })],
  NOT_IN_THIS_STATE: () => [
    waiting().ask(A, { type: 'wait', what: 'plan', resumeBy: START + 2 * DAY_MS }),
    proposed().ask(A, extend(1)),
  ],
  NOT_OWNER: () => [
    taken().ask(A, { type: 'propose', summary: 'done' }),
    offered().ask(B, { type: 'withdraw', offerId: 'o1' }),
    secondAssistantSendsFirstAway(),
  ],
  NOT_TARGET: () => [
    offered().ask(D, { type: 'accept', offerId: 'o1', officerId: 'D-officer' }),
    offered().ask(A, { type: 'decline', offerId: 'o1', basis: LIST, askSupervisor: true }),
  ],
  NOT_ARBITER: () => [returnedTwice().ask(A, { type: 'arbitrate', toOwner: holder('B'), reason: LIST })],
  ROLE_MAY_NOT: () => [
    new Play().ask(D, { type: 'note', text: 'psst' }),
    offered().ask(A, { type: 'lapse', offerId: 'o1' }),
    proposed().ask(A, { type: 'confirm', outcome: 'solved' }),
  ],
  OFFER_ALREADY_PENDING: () => [offerAgain(offered(), 'D')],
  OFFER_NOT_PENDING: () => [
    taken().ask(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' }),
    new Play().ask(A, { type: 'withdraw', offerId: 'o9' }),
  ],
  OFFER_LAPSED: () => [
    offered().ask(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' }, { now: START + 2 * HOUR_MS }),
    offered().ask(B, { type: 'decline', offerId: 'o1', basis: LIST, askSupervisor: true }, { now: START + DAY_MS }),
  ],
  OFFER_NOT_YET_LAPSED: () => [
    offered().ask(SYSTEM, { type: 'lapse', offerId: 'o1' }, { now: START + 2 * HOUR_MS - 1 }),
  ],
  OFFER_ID_TAKEN: () => [taken().ask(B, new Play().offer('o1', 'D'))],
  OFFER_TO_ONESELF: () => [offerAgain(new Play(), 'A')],
  OFFER_TIME_NOT_AHEAD: () => [
    new Play().ask(A, new Play().offer('o2', 'B'), { now: START + DAY_MS }),
    new Play().ask(A, { ...usual(), respondWithinMinutes: 0 }),
    new Play().ask(A, { ...usual(), respondWithinMinutes: 1.5 }),
  ],
  ALREADY_ASSISTING: () => [offerAgain(assisted(), 'B', 'assist')],
  NOT_ASSISTING: () => [assisted().ask(A, { type: 'release', postId: 'D', reason: 'done' })],
  GROUND_ALREADY_USED: () => [
    taken().ask(B, new Play().offer('o2', 'A', { ground: 'g' })),
    refusedOnce().ask(A, refusedOnce().offer('o2', 'B', { ground: 'g' })),
  ],
  RETURNS_EXHAUSTED: () => [offerAgain(returnedTwice(), 'B'), offerAgain(returnedTwice(), 'B', 'assist')],
  OWNERSHIP_BOUND_REACHED: () => [offerAgain(moved(), 'D')],
  OFFERS_EXHAUSTED: () => [offerAgain(offeredOften(), 'B')],
  ARBITRATION_FINAL: () => [offerAgain(ruled(), 'D')],
  ARBITRATION_NOT_CALLED_FOR: () => [
    new Play().ask(C, { type: 'arbitrate', toOwner: holder('B'), reason: LIST }),
    moved()
      .by(C, { type: 'arbitrate', toOwner: holder('B'), reason: LIST })
      .ask(C, { type: 'arbitrate', toOwner: holder('A'), reason: LIST }),
  ],
  DECLINE_NEEDS_BASIS: () => [offered().ask(B, { type: 'decline', offerId: 'o1', basis: ' ', askSupervisor: true })],
  DECLINE_NEEDS_OWNER: () => [
    offered().ask(B, { type: 'decline', offerId: 'o1', basis: LIST }),
    offered().ask(B, { type: 'decline', offerId: 'o1', basis: LIST, suggestedPostId: ' ' }),
  ],
  SUCCESSION_NOT_FROM_OWNER: () => [
    new Play().ask(SYSTEM, { type: 'succeed', from: holder('B'), to: holder('D'), cause: 'postChanged' }),
  ],
  SUCCESSION_TO_SAME: () => [
    new Play().ask(SYSTEM, { type: 'succeed', from: holder('A'), to: holder('A'), cause: 'postChanged' }),
  ],
  TEXT_MISSING: blanks,
  RESUME_BY_NOT_AHEAD: () => [new Play().ask(A, { type: 'wait', what: 'lease', resumeBy: START })],
  RESUME_TOO_EARLY: () => [waiting().ask(SYSTEM, { type: 'resume', reason: 'time is over' })],
  DUE_TIME_UNKNOWN: () => [new Play().ask(A, extend(1))],
  EXTENSION_AFTER_DUE: () => [new Play().ask(A, extend(1), { now: START + DAY_MS, dueAt: START + DAY_MS })],
  EXTENSIONS_EXHAUSTED: () => [
    new Play().by(A, extend(1), { dueAt: START + DAY_MS }).ask(A, extend(1), { dueAt: START + DAY_MS }),
  ],
  EXTENSION_DAYS_OUT_OF_RANGE: () =>
    [0, 1.5, 11].map((days) => new Play().ask(A, extend(days), { dueAt: START + DAY_MS })),
  NOTHING_PROPOSED: () => [new Play().ask(COMPANY, { type: 'confirm', outcome: 'unsolved' })],
  REMINDER_TOO_EARLY: () => [proposed().ask(SYSTEM, { type: 'remind' })],
  REMINDERS_EXHAUSTED: () => [reminded().ask(SYSTEM, { type: 'remind' }, { now: START + 20 * DAY_MS })],
  SILENCE_TOO_SHORT: () => [
    reminded().ask(SYSTEM, { type: 'fallSilent' }),
    proposed().ask(SYSTEM, { type: 'fallSilent' }, { now: START + 20 * DAY_MS }),
  ],
  RATING_NOT_OFFERED: () => [
    new Play()
      .by(COMPANY, { type: 'withdrawByCompany', reason: 'solved itself' })
      .ask(COMPANY, { type: 'rate', grade: 5 }),
  ],
  RATING_ALREADY_GIVEN: () => [
    closed().by(COMPANY, { type: 'rate', grade: 5 }).ask(COMPANY, { type: 'rate', grade: 4 }),
  ],
  GRADE_UNKNOWN: () => [closed().ask(COMPANY, JSON.parse('{ "type": "rate", "grade": 6 }'))],
  REOPEN_TOO_LATE: () => [closed().ask(COMPANY, { type: 'reopen', reason: 'again' }, { now: START + 31 * DAY_MS })],
  NOT_ON_THE_SPOT: () => [new Play('web').ask(A, { type: 'settleOnSpot', answer: 'yes' })],
  VERSION_CONFLICT: () => [checkVersion(taken().matter, 2)],
};

function usual() {
  const offer = new Play().offer('o2', 'B');
  if (offer.type !== 'offer') throw new Error('An offer was asked for.');
  return offer;
}

function offerAgain(play: Play, toPostId: string, kind: 'handOver' | 'assist' = 'handOver'): Decision {
  return play.ask(officer(play.matter.owner.postId), play.offer('again', toPostId, { kind }));
}

function refusedOnce(): Play {
  return offered().by(B, { type: 'decline', offerId: 'o1', basis: LIST, suggestedPostId: 'D' });
}

function secondAssistantSendsFirstAway(): Decision {
  const play = assisted();
  play
    .by(A, play.offer('o2', 'D', { kind: 'assist' }))
    .by(D, { type: 'accept', offerId: 'o2', officerId: 'D-officer' });
  return play.ask(D, { type: 'release', postId: 'B', reason: 'not needed' });
}

/** Every text without which the act could not be understood later, left blank. */
function blanks(): readonly Decision[] {
  const nobody = { postId: 'B', officerId: ' ' };
  return [
    decide(null, { type: 'raise', channel: 'web', owner: nobody, supervisorPostId: 'C' }, CONTEXT),
    decide(null, { type: 'raise', channel: 'web', owner: holder('A'), supervisorPostId: '' }, CONTEXT),
    new Play().ask(A, { ...usual(), ask: ' ' }),
    offered().ask(B, { type: 'accept', offerId: 'o1', officerId: '' }),
    offered().ask(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer', scope: ' ' }),
    returnedTwice().ask(C, { type: 'arbitrate', toOwner: holder('B'), reason: '' }),
    returnedTwice().ask(C, { type: 'arbitrate', toOwner: nobody, reason: LIST }),
    new Play().ask(SYSTEM, { type: 'succeed', from: holder('A'), to: nobody, cause: 'postChanged' }),
    assisted().ask(B, { type: 'release', postId: 'B', reason: '' }),
    new Play().ask(A, { type: 'reply', text: '  ', means: 'phone' }),
    new Play().ask(A, { type: 'note', text: '' }),
    new Play().ask(COMPANY, { type: 'supplement', text: '' }),
    new Play().ask(A, { type: 'wait', what: '', resumeBy: START + DAY_MS }),
    waiting().ask(A, { type: 'resume', reason: '' }),
    new Play().ask(C, { type: 'oversee', instruction: '' }),
    new Play().ask(A, { ...extend(1), reason: '' }, { dueAt: START + DAY_MS }),
    new Play().ask(A, { type: 'propose', summary: '' }),
    closed().ask(COMPANY, { type: 'reopen', reason: '' }),
    new Play().ask(A, { type: 'settleOnSpot', answer: '' }),
    new Play().ask(A, { type: 'reject', reason: 'unlawful', explanation: '', redirect: 'police' }),
    new Play().ask(A, { type: 'reject', reason: 'unlawful', explanation: 'forbidden', redirect: '' }),
    new Play().ask(A, { type: 'attach', attachmentId: 'f', name: '', visibleToCompany: false }),
  ];
}

describe('refusals', () => {
  it('are listed once each, in capitals', () => {
    expect(Object.keys(CASES).sort()).toEqual([...CUSTODY_REFUSALS].sort());
    for (const code of CUSTODY_REFUSALS) expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
  });

  it.each(CUSTODY_REFUSALS)('%s says with which values', (code) => {
    for (const refusal of CASES[code]()) {
      if (refusal.ok) throw new Error(`${code} was expected, but the command was accepted.`);
      expect(refusal.code).toBe(code);
      // A sentence needs values: none of them may be missing.
      expect(Object.keys(refusal.facts).length).toBeGreaterThan(0);
      expect(Object.values(refusal.facts)).not.toContain(undefined);
    }
  });
});
