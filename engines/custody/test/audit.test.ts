import { describe, expect, it } from 'vitest';
import {
  AUDIT_CODES,
  type AuditCode,
  audit,
  auditTenures,
  DAY_MS,
  DEFAULT_LIMITS,
  type EventFacts,
  type EventType,
  fold,
  type MatterEvent,
  type TenureRow,
} from '../src/index.ts';
import { COMPANY, HOUR_MS, holder, officer, START, SYSTEM } from './world.ts';

type Draft = {
  [T in EventType]: { readonly type: T; readonly by?: MatterEvent['actor']; readonly at?: number } & EventFacts[T];
}[EventType];

/** Drafts written without any engine, stamped 1, 2, 3 … one minute apart unless they say when. */
function write(...drafts: readonly Draft[]): MatterEvent[] {
  let at = START;
  return drafts.map((draft, i) => {
    const { by = officer('A'), at: said, ...facts } = draft;
    at = said ?? at + 60_000;
    return { ...facts, seq: i + 1, at, actor: by };
  });
}

const RAISED: Draft = { type: 'raised', channel: 'counter', owner: holder('A'), supervisorPostId: 'C', by: COMPANY };
const CONFIRMED: Draft = { type: 'confirmed', outcome: 'solved', missing: null, by: COMPANY };
const PROPOSED: Draft = { type: 'proposed', summary: 'repaired' };
const REPLIED: Draft = { type: 'replied', text: 'on it', means: 'phone' };

function offered(
  offerId: string,
  toPostId: string,
  more: Partial<EventFacts['offered']> & { by?: string } = {},
): Draft {
  const { by = 'A', ...facts } = more;
  const time = { respondWithinMinutes: 120, lapsesAt: START + 10 * HOUR_MS };
  const ask = { ask: 'take it', ground: `ground of ${offerId}` };
  return { type: 'offered', offerId, kind: 'handOver', toPostId, ...ask, ...time, ...facts, by: officer(by) };
}

function accepted(offerId: string, postId: string, at?: number): Draft {
  const facts = { offerId, officerId: `${postId}-officer`, scope: null, by: officer(postId) };
  return at === undefined ? { type: 'accepted', ...facts } : { type: 'accepted', ...facts, at };
}

function declined(offerId: string, postId: string, basis = 'duty list 4'): Draft {
  return { type: 'declined', offerId, basis, suggestedPostId: 'D', by: officer(postId) };
}

function ruled(postId: string, byPostId = 'C'): Draft {
  return {
    type: 'arbitrated',
    toOwner: holder(postId),
    byPostId,
    reason: 'list',
    assistants: [],
    by: officer(byPostId),
  };
}

function reopened(postId = 'A'): Draft {
  return { type: 'reopened', owner: holder(postId), reason: 'again', by: COMPANY };
}

const RATED: Draft = { type: 'rated', grade: 5, tags: [], text: null, by: COMPANY };
const EXTENDED: Draft = { type: 'extended', reason: 'parts', extraWorkingDays: 3, dueAt: START + DAY_MS };
const REMINDED: Draft = { type: 'reminded', round: 1, afterDays: 3, by: SYSTEM };

/** A sound history that goes through most of what can happen. */
const SOUND = write(
  RAISED,
  offered('o1', 'B'),
  accepted('o1', 'B'),
  REPLIED,
  offered('o2', 'D', { by: 'B' }),
  declined('o2', 'D'),
  offered('o3', 'A', { by: 'B' }),
  declined('o3', 'A'),
  ruled('D'),
  { ...EXTENDED, by: officer('D') },
  { ...PROPOSED, by: officer('D') },
  { ...REMINDED, at: START + 4 * DAY_MS },
  { ...REMINDED, round: 2, afterDays: 7, at: START + 8 * DAY_MS },
  { type: 'fellSilent', silentDays: 10, by: SYSTEM, at: START + 11 * DAY_MS },
  reopened('D'),
  { type: 'succeeded', from: holder('D'), to: holder('A'), cause: 'areaRedrawn', supervisorPostId: null, by: SYSTEM },
  CONFIRMED,
  RATED,
);

/** A history with one planted fault for each code that a history can break. */
const PLANTED: Readonly<Partial<Record<AuditCode, readonly MatterEvent[]>>> = {
  HISTORY_EMPTY: [],
  NOT_RAISED_FIRST: write(REPLIED),
  RAISED_TWICE: write(RAISED, RAISED),
  SEQ_GAP: SOUND.filter((event) => event.seq !== 4),
  TIME_NOT_INCREASING: write(RAISED, { ...REPLIED, at: START + 60_000 }),
  OWNER_BLANK: write({ ...RAISED, owner: { postId: 'A', officerId: ' ' } }),
  CLOSED_MATTER_TOUCHED: write(RAISED, PROPOSED, CONFIRMED, REPLIED),
  REOPENED_WHILE_OPEN: write(RAISED, reopened()),
  REOPENED_TO_ANOTHER: write(RAISED, PROPOSED, CONFIRMED, reopened('B')),
  REOPENED_TOO_LATE: write(RAISED, CONFIRMED, { ...reopened(), at: START + 31 * DAY_MS }),
  RATED_WITHOUT_CLOSING: write(RAISED, { type: 'withdrawnByCompany', reason: null, by: COMPANY }, RATED),
  RATED_TWICE: write(RAISED, CONFIRMED, RATED, RATED),
  TWO_OFFERS_PENDING: write(RAISED, offered('o1', 'B'), offered('o2', 'D')),
  OFFER_NOT_BY_OWNER: write(RAISED, offered('o1', 'B', { by: 'D' })),
  OFFER_TO_OWNER: write(RAISED, offered('o1', 'A')),
  ANSWER_WITHOUT_OFFER: write(RAISED, offered('o1', 'B'), { type: 'withdrawn', offerId: 'o1' }, accepted('o1', 'B')),
  ANSWER_BY_ANOTHER: write(RAISED, offered('o1', 'B'), { ...accepted('o1', 'B'), by: officer('D') }),
  ANSWER_AFTER_LAPSE: write(RAISED, offered('o1', 'B'), accepted('o1', 'B', START + 10 * HOUR_MS)),
  LAPSED_EARLY: write(RAISED, offered('o1', 'B'), { type: 'lapsed', offerId: 'o1', by: SYSTEM }),
  DECLINED_WITHOUT_BASIS: write(RAISED, offered('o1', 'B'), declined('o1', 'B', ' ')),
  GROUND_REPEATED: write(
    RAISED,
    offered('o1', 'B', { ground: 'g' }),
    accepted('o1', 'B'),
    offered('o2', 'A', { ground: 'g', by: 'B' }),
  ),
  RETURNS_BEYOND_BOUND: write(RAISED, ...['o1', 'o2', 'o3'].flatMap((id) => [offered(id, 'B'), declined(id, 'B')])),
  MOVES_BEYOND_BOUND: write(RAISED, ...Array.from({ length: 6 }, (_, i) => ruled(i % 2 === 0 ? 'B' : 'A'))),
  OFFERS_BEYOND_BOUND: write(
    RAISED,
    ...Array.from({ length: 12 }, (_, i): Draft[] => [
      offered(`o${i}`, 'B'),
      { type: 'withdrawn', offerId: `o${i}` },
    ]).flat(),
    offered('one more', 'B'),
  ),
  RULED_BY_ANOTHER: write(RAISED, ruled('B', 'D')),
  HAND_OVER_AFTER_RULING: write(RAISED, ruled('B'), offered('o1', 'D', { by: 'B' })),
  DOUBLE_OWNER: write(RAISED, {
    type: 'succeeded',
    from: holder('B'),
    to: holder('D'),
    cause: 'teamDissolved',
    supervisorPostId: null,
    by: SYSTEM,
  }),
  EXTENDED_AFTER_DUE: write(RAISED, { ...EXTENDED, at: START + DAY_MS }),
  EXTENSIONS_BEYOND_BOUND: write(RAISED, EXTENDED, EXTENDED),
  RESUMED_WITHOUT_WAITING: write(RAISED, { type: 'resumed', reason: 'on' }),
  PROPOSAL_MISSING: write(RAISED, { ...CONFIRMED, outcome: 'unsolved' }),
  ANSWERED_FOR_COMPANY: write(RAISED, PROPOSED, { ...CONFIRMED, by: officer('A') }),
  SILENCE_CUT_SHORT: write(RAISED, PROPOSED, {
    type: 'fellSilent',
    silentDays: 20,
    by: SYSTEM,
    at: START + 20 * DAY_MS,
  }),
};

/** Stored tenures with one planted fault for each code that they can break; the sound ones are those of SOUND. */
const TENURES = fold(SOUND).tenures;

function change(index: number, difference: Partial<TenureRow>): readonly TenureRow[] {
  return TENURES.map((row, i) => (i === index ? { ...row, ...difference } : row));
}

const at = (seq: number): number => SOUND[seq - 1]?.at ?? 0;

const PLANTED_TENURES: Readonly<Partial<Record<AuditCode, readonly TenureRow[]>>> = {
  TENURE_GAP: change(0, { until: at(3) - 1 }),
  TENURE_OVERLAP: change(0, { until: at(3) + 1 }),
  TENURE_OUTSIDE_OPEN_TIME: change(TENURES.length - 1, { until: at(17) + 1 }),
  TENURE_UNEXPLAINED: [between(at(1), at(2)), between(at(2), at(3)), ...TENURES.slice(1)],
  TENURE_OWNER_WRONG: change(1, { owner: holder('D') }),
};

function between(from: number, until: number): TenureRow {
  return { owner: holder('A'), from, until };
}

describe('audit', () => {
  it('finds nothing in a sound history that was written without the engine', () => {
    expect(audit(SOUND)).toEqual([]);
    expect(auditTenures(SOUND, TENURES)).toEqual([]);
    expect(TENURES.map((tenure) => tenure.owner.postId)).toEqual(['A', 'B', 'D', 'D', 'A']);
  });

  it('has a planted fault for every code', () => {
    const planted = [...Object.keys(PLANTED), ...Object.keys(PLANTED_TENURES)];
    expect(planted.sort()).toEqual([...AUDIT_CODES].sort());
  });

  it.each(Object.entries(PLANTED))('finds the planted %s, and says where', (code, events) => {
    const found = audit(events ?? []);
    const hit = found.find((violation) => violation.code === code);
    expect(found.map((violation) => violation.code)).toContain(code);
    // The fault is found at its own event; nothing sound before it is blamed.
    const last = events?.at(-1)?.seq ?? 0;
    expect(hit?.seq).toBe(code === 'SEQ_GAP' ? 5 : last);
  });

  it.each(Object.entries(PLANTED_TENURES))('finds the planted %s in stored tenures', (code, rows) => {
    expect(auditTenures(SOUND, rows ?? []).map((violation) => violation.code)).toContain(code);
  });

  it('judges by the limits it is given', () => {
    expect(audit(SOUND, { ...DEFAULT_LIMITS, returnsBound: 1 }).map((v) => v.code)).toEqual(['RETURNS_BEYOND_BOUND']);
  });

  it('finds every event that is taken out of a sound history, and every two that change places', () => {
    for (const [i, event] of SOUND.entries()) {
      if (i < SOUND.length - 1) expect(audit(SOUND.filter((other) => other !== event))).not.toEqual([]);
      const next = SOUND[i + 1];
      if (next === undefined) continue;
      const swapped = [...SOUND.slice(0, i), next, event, ...SOUND.slice(i + 2)];
      expect(audit(swapped)).not.toEqual([]);
    }
  });
});
