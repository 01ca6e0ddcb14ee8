import { describe, expect, it } from 'vitest';
import {
  accountableSpans,
  apply,
  assistantsAt,
  audit,
  awaitsArbiter,
  DAY_MS,
  DEFAULT_LIMITS,
  fold,
  isPausedAt,
  type Matter,
  nextInstant,
  nextSteps,
  ownerAt,
} from '../src/index.ts';
import { Play } from './play.ts';
import { COMPANY, HOUR_MS, holder, officer, START, SYSTEM } from './world.ts';

const A = officer('A');
const B = officer('B');
const C = officer('C');
const D = officer('D');

const owners = (matter: Matter): string[] => matter.tenures.map((tenure) => tenure.owner.postId);

describe('a hand-over', () => {
  it('moves the matter at acceptance, and the giver is accountable up to the millisecond before', () => {
    const play = new Play();
    play.by(A, play.offer('o1', 'B'));
    expect(play.matter.owner).toEqual(holder('A'));
    play.by(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' });
    const { matter } = play;
    expect(ownerAt(matter, matter.lastAt - 1)).toEqual(holder('A'));
    expect(ownerAt(matter, matter.lastAt)).toEqual(holder('B'));
    expect(matter).toMatchObject({ state: 'inHand', moves: 1, firstResponseAt: matter.lastAt, firstContactAt: null });
    expect(matter.firstAsked).toEqual(holder('A'));
  });

  it('taken in part leaves the giver the one owner and adds an assistant for that part', () => {
    const play = new Play();
    play
      .by(A, play.offer('o1', 'B'))
      .by(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer', scope: 'the lift' });
    const { matter } = play;
    expect(owners(matter)).toEqual(['A']);
    expect(matter.offers[0]?.status).toBe('acceptedInPart');
    expect(assistantsAt(matter, matter.lastAt)).toMatchObject([{ assistant: holder('B'), scope: 'the lift' }]);
    expect(matter.moves).toBe(0);
  });

  it('that lapses leaves the giver the owner and calls the supervising post', () => {
    const play = new Play();
    play.by(A, play.offer('o1', 'B')).by(SYSTEM, { type: 'lapse', offerId: 'o1' }, { now: START + 3 * HOUR_MS });
    expect(play.matter).toMatchObject({ owner: holder('A'), returns: 1, needsArbiter: true, pendingOffer: null });
    expect(awaitsArbiter(play.matter, DEFAULT_LIMITS)).toBe(true);
  });

  it('refused twice goes to the arbiter, whose ruling is final', () => {
    const play = new Play();
    for (const [id, actor, post] of [
      ['o1', B, 'B'],
      ['o2', D, 'D'],
    ] as const) {
      play
        .by(A, play.offer(id, post))
        .by(actor, { type: 'decline', offerId: id, basis: 'list 4', suggestedPostId: 'A' });
    }
    expect(awaitsArbiter(play.matter, DEFAULT_LIMITS)).toBe(true);
    expect(play.ask(A, play.offer('o3', 'B'))).toMatchObject({
      code: 'RETURNS_EXHAUSTED',
      facts: { returns: 2, bound: 2 },
    });
    const context = { now: play.matter.lastAt + 1, limits: DEFAULT_LIMITS };
    expect(nextSteps(play.matter, 'owner', context).map((step) => step.command)).not.toContain('offer');
    expect(nextSteps(play.matter, 'arbiter', context).map((step) => step.command)).toContain('arbitrate');

    play.by(C, { type: 'arbitrate', toOwner: holder('B'), reason: 'list 4', assistants: [holder('D'), holder('B')] });
    expect(owners(play.matter)).toEqual(['A', 'B']);
    // The new owner, named as an assistant too, does not assist himself.
    expect(play.matter.assistTenures.map((tenure) => tenure.assistant.postId)).toEqual(['D']);
    expect(play.ask(B, play.offer('o4', 'A'))).toMatchObject({ code: 'ARBITRATION_FINAL' });
    expect(awaitsArbiter(play.matter, DEFAULT_LIMITS)).toBe(false);
  });

  it('ruled to stay where it is does not cut the tenure', () => {
    const play = new Play();
    play.by(A, play.offer('o1', 'B'));
    play.by(B, { type: 'decline', offerId: 'o1', basis: 'list 4', askSupervisor: true });
    play.by(C, { type: 'arbitrate', toOwner: holder('A'), reason: 'list 4' });
    expect(play.matter.tenures).toEqual([{ owner: holder('A'), from: START, until: null, by: 'raised' }]);
  });

  it('may come back on another ground, and not on the same', () => {
    const play = new Play();
    play.by(A, play.offer('o1', 'B', { ground: 'duty-7' }));
    play.by(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' });
    expect(play.ask(B, play.offer('o2', 'A', { ground: ' duty-7 ' }))).toMatchObject({ code: 'GROUND_ALREADY_USED' });
    expect(play.ask(B, play.offer('o2', 'A', { ground: 'duty-9' })).ok).toBe(true);
  });
});

describe('a succession', () => {
  it('moves the matter by rule and keeps the offer of the predecessor', () => {
    const play = new Play();
    play.by(A, play.offer('o1', 'B'));
    play.by(SYSTEM, { type: 'succeed', from: holder('A'), to: holder('D'), cause: 'teamDissolved' });
    expect(play.matter.pendingOffer?.offerId).toBe('o1');
    expect(play.ask(A, { type: 'withdraw', offerId: 'o1' })).toMatchObject({ code: 'NOT_OWNER' });
    expect(play.by(D, { type: 'withdraw', offerId: 'o1' }).matter.offers[0]?.status).toBe('withdrawn');
  });

  it('to the post that was asked ends the offer, and may bring another supervising post', () => {
    const play = new Play();
    play.by(A, play.offer('o1', 'B'));
    const heir = { to: holder('B'), supervisorPostId: 'E' };
    play.by(officer('M'), { type: 'succeed', from: holder('A'), cause: 'areaRedrawn', ...heir }, { manages: true });
    expect(play.matter).toMatchObject({ owner: holder('B'), supervisorPostId: 'E', pendingOffer: null });
    expect(play.matter.offers[0]?.status).toBe('superseded');
  });
});

describe('the work on a matter', () => {
  it('pauses for the company, and an answer through any channel resumes it', () => {
    const play = new Play().by(A, { type: 'wait', what: 'lease and plan', resumeBy: START + 5 * DAY_MS });
    const since = play.matter.lastAt;
    play.by(A, { type: 'supplement', text: 'told by phone' }, { now: since + DAY_MS });
    expect(play.matter).toMatchObject({ state: 'inHand', firstContactAt: since });
    expect(isPausedAt(play.matter, since + DAY_MS - 1)).toBe(true);
    expect(isPausedAt(play.matter, since + DAY_MS)).toBe(false);
  });

  it('found wanting goes on with the same owner, and no tenure begins anew', () => {
    const play = new Play().by(A, { type: 'propose', summary: 'repaired' });
    play.by(COMPANY, { type: 'confirm', outcome: 'unsolved', missing: 'it stopped again' });
    expect(play.matter).toMatchObject({ state: 'inHand', owner: holder('A'), proposal: null });
    expect(play.matter.tenures).toHaveLength(1);
    expect(play.matter.pauses).toMatchObject([{ why: 'confirmation', until: play.matter.lastAt }]);
    expect(play.matter.proposals).toMatchObject([{ outcome: 'unsolved' }]);
  });

  it('keeps the first-asked officer able to answer the company after a hand-over', () => {
    const play = new Play();
    play.by(A, play.offer('o1', 'B')).by(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' });
    play.by(A, { type: 'reply', text: 'post B has it now', means: 'phone' });
    expect(play.ask(D, { type: 'reply', text: 'hello', means: 'phone' })).toMatchObject({ code: 'ROLE_MAY_NOT' });
    expect(play.ask(A, { type: 'propose', summary: 'done' })).toMatchObject({ code: 'NOT_OWNER' });
  });

  it('counts visits, reminders, oversight and extensions without moving custody', () => {
    const play = new Play().by(A, { type: 'arrive', place: 'tower 7' }).by(COMPANY, { type: 'nudge' });
    play.by(C, { type: 'oversee', instruction: 'today' });
    play.by(A, { type: 'extend', reason: 'parts', extraWorkingDays: 3 }, { dueAt: START + DAY_MS });
    play.by(A, { type: 'note', text: 'inside only' });
    play.by(COMPANY, { type: 'attach', attachmentId: 'f1', name: 'photo', visibleToCompany: true });
    play.by(A, { type: 'link', matterId: 'm2', relation: 'duplicateOf' });
    const { matter } = play;
    expect(matter.arrivals).toMatchObject([{ postId: 'A', place: 'tower 7' }]);
    expect([matter.nudges.length, matter.oversights.length, matter.extensions.length]).toEqual([1, 1, 1]);
    expect(matter).toMatchObject({ state: 'inHand', version: 8 });
    expect(owners(matter)).toEqual(['A']);
  });
});

describe('an ending', () => {
  it('may be declared by the company before anybody proposes', () => {
    const play = new Play().by(COMPANY, { type: 'confirm', outcome: 'solved' });
    expect(play.matter).toMatchObject({ state: 'closedConfirmed', closing: { how: 'confirmed' } });
  });

  it('comes of silence only after both reminders, and is not a confirmation', () => {
    const play = new Play().by(A, { type: 'propose', summary: 'repaired' });
    const put = play.matter.lastAt;
    play
      .by(SYSTEM, { type: 'remind' }, { now: put + 3 * DAY_MS })
      .by(SYSTEM, { type: 'remind' }, { now: put + 7 * DAY_MS });
    play.by(SYSTEM, { type: 'fallSilent' }, { now: put + 10 * DAY_MS });
    expect(play.matter).toMatchObject({ state: 'closedUnconfirmed', closing: { how: 'silent' }, rating: null });
    expect(play.events.at(-1)).toMatchObject({ silentDays: 10 });
  });

  it('does not come of silence when the company has written', () => {
    const play = new Play().by(A, { type: 'propose', summary: 'repaired' });
    const put = play.matter.lastAt;
    play.by(SYSTEM, { type: 'remind' }, { now: put + 3 * DAY_MS });
    play.by(COMPANY, { type: 'supplement', text: 'we will look on Monday' }, { now: put + 6 * DAY_MS });
    expect(play.matter.proposal).toMatchObject({ quietSince: put + 6 * DAY_MS, remindersSent: 0 });
    expect(play.ask(SYSTEM, { type: 'remind' }, { now: put + 7 * DAY_MS })).toMatchObject({
      code: 'REMINDER_TOO_EARLY',
    });
  });

  it('on the spot can be rated and reopened, and goes back to the counter', () => {
    const play = new Play().by(A, { type: 'settleOnSpot', answer: 'room 3' }).by(COMPANY, { type: 'rate', grade: 3 });
    expect(play.matter).toMatchObject({ state: 'closedUnconfirmed', rating: { grade: 3 } });
    play.by(COMPANY, { type: 'reopen', reason: 'room 3 is closed' }, { now: START + DAY_MS });
    expect(play.matter).toMatchObject({ state: 'inHand', owner: holder('A'), rating: null, reopens: 1 });
    expect(play.matter.closings).toMatchObject([{ how: 'settledOnSpot', rating: { grade: 3 } }]);
    const spans = accountableSpans(play.matter, START + 2 * DAY_MS);
    expect(spans.map((span) => span.durationMs)).toEqual([60_000, DAY_MS]);
    expect(
      play.by(COMPANY, { type: 'confirm', outcome: 'solved' }).by(COMPANY, { type: 'rate', grade: 5 }).matter.rating
        ?.grade,
    ).toBe(5);
  });

  it('ends a pending offer and every assistance with it', () => {
    const play = new Play();
    play
      .by(A, play.offer('o1', 'B', { kind: 'assist' }))
      .by(B, { type: 'accept', offerId: 'o1', officerId: 'B-officer' });
    play.by(A, play.offer('o2', 'D')).by(COMPANY, { type: 'withdrawByCompany' });
    const { matter } = play;
    expect(matter).toMatchObject({ state: 'closedWithdrawn', pendingOffer: null });
    expect(matter.offers.map((offer) => offer.status)).toEqual(['accepted', 'superseded']);
    expect(matter.assistTenures).toMatchObject([{ until: matter.lastAt }]);
    expect(ownerAt(matter, matter.lastAt)).toBeNull();
    expect(audit(play.events)).toEqual([]);
  });

  it('by refusal names its ground and the place that can help', () => {
    const facts = { reason: 'outsideRemit', explanation: 'a court matter', redirect: 'district court' } as const;
    const play = new Play('web').by(C, { type: 'reject', ...facts });
    expect(play.matter).toMatchObject({ state: 'closedRejected', closing: { rejectionReason: 'outsideRemit' } });
  });
});

describe('time and order', () => {
  it('stays strictly ordered when the wall clock stands or is set back', () => {
    expect(nextInstant(null, 5)).toBe(5);
    expect(nextInstant(10, 5)).toBe(11);
    expect(nextInstant(10, 10)).toBe(11);
    expect(nextInstant(10, 12)).toBe(12);
    expect(() => nextInstant(null, 0.5)).toThrow('whole number of milliseconds');
    const play = new Play().by(A, { type: 'note', text: 'n' }, { now: START - DAY_MS });
    expect(play.matter.lastAt).toBe(START + 1);
  });

  it('folds nothing that does not begin or follow on', () => {
    const { events, matter } = new Play().by(A, { type: 'note', text: 'n' });
    const [first, second] = events;
    if (first === undefined || second === undefined) throw new Error('Two events were made.');
    expect(() => fold([])).toThrow('at least the event');
    expect(() => fold([second])).toThrow("begins with event 1 'raised'");
    expect(() => fold([first, { ...second, seq: 3 }])).toThrow('does not follow');
    expect(() => fold([first, { ...second, at: first.at }])).toThrow('does not follow');
    expect(() => apply(matter, { ...first, seq: 3, at: matter.lastAt + 1 })).toThrow('raised once');
    const accepted = { type: 'accepted', offerId: 'o', officerId: 'x', scope: null } as const;
    expect(() => apply(matter, { ...accepted, seq: 3, at: matter.lastAt + 1, actor: B })).toThrow('none is pending');
  });
});
