import type { Bilingual, CoverageMode } from '@banfei/contracts';
import { type Mode, type Reason, type Standing, sayReason } from '@banfei/coverage';

/** Why a unit has no coverage although the rules did not take it away: what it rested on has ended. */
export interface LostReason {
  readonly code: 'LOST';
  readonly facts: { readonly name: string; readonly on: string };
}

/** Why a unit that came onto the register is not covered yet. */
export interface NewReason {
  readonly code: 'NEW';
  readonly facts: { readonly members: number };
}

/** How it came to stand as it does, as it is stored: flat facts, spoken in either language. */
export type StandingReason = Reason | LostReason | NewReason;

export type StandingCause = 'loaded' | 'entered' | 'planned' | 'ending';

/** One dated row of a unit. */
export interface StandingRow {
  readonly id: string;
  readonly firmId: string;
  readonly mode: Mode;
  readonly rule: string;
  readonly reason: StandingReason;
  readonly groupId: string | null;
  readonly guideId: string | null;
  readonly since: string;
  readonly dueOn: string | null;
  readonly approvedOn: string | null;
  readonly reviewedOn: string | null;
  readonly cause: StandingCause;
  readonly document: string;
}

/** The rule that is named where no rule of the pack produced a row. */
export const NO_RULE = 'PO-8';

/** A count under five is not told. */
export const shown = (count: number): string => (count < 5 ? '<5' : String(count));

const AN_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** A group that is still to be founded has no name yet. */
const UNNAMED: Bilingual = { zh: '（新）', en: '(new)' };

/** Names of organizations and groups by id, as sentences need them. */
export type Names = ReadonlyMap<string, Bilingual>;

/** The sentence of a reason; counts under five are not told, and ids become the names of what they stand for. */
export function sayStanding(reason: StandingReason, names: Names): Bilingual {
  const { zh, en } = spoken(reason);
  const named = (text: string, language: 'zh' | 'en'): string =>
    text.replace(AN_ID, (id) => (names.get(id) ?? UNNAMED)[language]);
  return { zh: named(zh, 'zh'), en: named(en, 'en') };
}

function spoken(reason: StandingReason): Bilingual {
  if (reason.code === 'LOST') {
    const { name, on } = reason.facts;
    return {
      zh: `所依托的“${name}”已于 ${on} 终止，尚未重新覆盖`,
      en: `what covered it, ${name}, ended on ${on}; it is not covered again yet`,
    };
  }
  if (reason.code === 'NEW') {
    const members = shown(reason.facts.members);
    return {
      zh: `正式党员 ${members} 名，刚登记，尚未覆盖`,
      en: `${members} full members, just registered, not covered yet`,
    };
  }
  return sayReason(reason, shown);
}

/** What the state machine of the engine asks of a unit. */
export interface Known {
  readonly fullMembers: number;
  readonly enoughSince: string | null;
  readonly joint: { readonly units: number; readonly members: number } | null;
}

/**
 * A row in the words of the engine. Ends of terms are told by the module of key moments to the company itself, so they
 * are no alarm here: nobody is turned to twice for one cause.
 */
export const engineStanding = (row: StandingRow, known: Known): Standing => ({
  mode: row.mode,
  since: row.since,
  fullMembers: known.fullMembers,
  enoughSince: known.enoughSince,
  joint: row.mode === 'joint' ? known.joint : null,
  guide: row.guideId,
  dueOn: row.dueOn,
  appliedOn: null,
  approvedOn: row.approvedOn,
  termEndsOn: null,
  reviewedOn: row.reviewedOn,
});

const MODE_NAMES: Readonly<Record<CoverageMode, Bilingual>> = {
  standalone: { zh: '单建', en: 'an organization of its own' },
  joint: { zh: '联建', en: 'a joint branch' },
  incubation: { zh: '孵化', en: 'incubation' },
  nursery: { zh: '苗圃', en: 'nursery' },
  none: { zh: '待覆盖', en: 'no coverage' },
};

/** The name of a mode, for requests and figures. */
export const modeName = (mode: CoverageMode): Bilingual => MODE_NAMES[mode];
