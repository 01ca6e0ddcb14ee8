import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RejectionReason } from '@banfei/custody';
import type { FacilityKind } from '../../modules/facilities/index.ts';

const DATA = join(import.meta.dirname, '../../../../data');

const files = new Map<string, unknown>();

// The files are part of this program; the tests of the demo read every one of them in full.
function read<File>(name: string): File {
  const known = files.get(name) ?? JSON.parse(readFileSync(join(DATA, name), 'utf8'));
  files.set(name, known);
  return known as File; // the shape is this program's own, see above
}

export interface Weighted {
  readonly text: string;
  readonly weight: number;
}

export interface PlaceEntry {
  readonly code: string;
  readonly kind: FacilityKind;
  /** Invented places say so; the others stand in the article and carry nothing but what it says. */
  readonly demo?: boolean;
  readonly zh: string;
  readonly en: string;
  readonly short: string;
  readonly shortEn: string;
  readonly aliases: readonly string[];
  readonly lon: number;
  readonly lat: number;
  readonly note: { readonly zh: string; readonly en: string };
}

export interface StreetEntry {
  readonly code: string;
  readonly name: string;
  readonly short: string;
  readonly en: string;
  readonly lon: number;
  readonly lat: number;
}

export interface IndustryEntry {
  readonly word: string;
  readonly code: string;
  readonly weight: number;
}

export interface NameWords {
  readonly prefixes: readonly Weighted[];
  readonly first: string;
  readonly second: string;
  readonly avoid: readonly string[];
  readonly forms: readonly Weighted[];
  readonly partnerWords: readonly string[];
}

export const facilityEntries = (): readonly PlaceEntry[] =>
  read<{ facilities: readonly PlaceEntry[] }>('facilities.json').facilities;

export const streetEntries = (): readonly StreetEntry[] =>
  read<{ streets: readonly StreetEntry[] }>('streets.json').streets;

export const industryEntries = (): readonly IndustryEntry[] =>
  read<{ industries: readonly IndustryEntry[] }>('demo/industries.json').industries;

export const nameWords = (): NameWords => read<NameWords>('demo/names.json');

export interface DepartmentEntry {
  readonly code: string;
  readonly login: string;
  readonly zh: string;
  readonly en: string;
  /** Code of the supervising post. */
  readonly supervisor: string;
  /** Categories of matters in its remit. */
  readonly categories: readonly string[];
}

export interface ServicePointEntry {
  readonly code: string;
  /** Code of the facility it is in. */
  readonly place: string;
  readonly zh: string;
  readonly en: string;
  readonly door: string;
}

export interface StaffWords {
  readonly supervisors: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
  readonly departments: readonly DepartmentEntry[];
  readonly servicePoints: readonly ServicePointEntry[];
}

export const staffWords = (): StaffWords => read<StaffWords>('demo/departments.json');

export const roadNames = (): readonly string[] => read<{ roads: readonly string[] }>('demo/roads.json').roads;

export interface MatterTemplate {
  readonly category: string;
  readonly text: string;
  readonly reply: string;
  readonly solution: string;
}

export interface CategoryWords {
  readonly ask: readonly string[];
  readonly wait: readonly string[];
  readonly arrive: readonly string[];
}

export interface GeneralWords {
  readonly acknowledge: readonly string[];
  readonly progress: readonly string[];
  readonly note: readonly string[];
  readonly supplement: readonly string[];
  readonly nudge: readonly string[];
  readonly oversight: readonly string[];
  readonly declineBasis: readonly string[];
  readonly arbitration: readonly string[];
  readonly missing: readonly string[];
  readonly rework: readonly string[];
  readonly ratingTexts: readonly string[];
  readonly reopen: readonly string[];
  readonly withdraw: readonly string[];
  readonly extension: readonly string[];
  readonly resume: readonly string[];
  readonly reject: readonly {
    readonly reason: RejectionReason;
    readonly explanation: string;
    readonly redirect: string;
  }[];
  readonly place: readonly string[];
  readonly contacts: readonly string[];
}

export interface MatterWords {
  readonly templates: readonly MatterTemplate[];
  readonly categories: Readonly<Record<string, CategoryWords>>;
  readonly general: GeneralWords;
}

export const matterWords = (): MatterWords => read<MatterWords>('demo/matters.json');

export interface SceneTemplate extends MatterTemplate {
  readonly arrive: string;
  readonly supplement: string;
  /** What is said between the visit and the last step, where the story has such a day. */
  readonly progress?: string;
  readonly ask: string;
}

export const sceneWords = (): Readonly<Record<string, SceneTemplate>> =>
  read<{ scenes: Readonly<Record<string, SceneTemplate>> }>('demo/scenes.json').scenes;
