// Writes docs/errors.md: numbers and sentences come from the catalogue, causes and remedies stay as people wrote them.
// Run `npx tsx scripts/error-docs.ts` after a change of contracts/src/errors; a new code gets empty paragraphs to fill.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorEntry } from '@banfei/contracts';
import { areaErrors } from '@banfei/contracts/errors/areas';
import { capitalErrors } from '@banfei/contracts/errors/capital';
import { coverageErrors } from '@banfei/contracts/errors/coverage';
import { custodyErrors } from '@banfei/contracts/errors/custody';
import { endingErrors } from '@banfei/contracts/errors/endings';
import { figureErrors } from '@banfei/contracts/errors/figures';
import { firmErrors } from '@banfei/contracts/errors/firms';
import { matterErrors } from '@banfei/contracts/errors/matters';
import { momentErrors } from '@banfei/contracts/errors/moments';
import { networkErrors } from '@banfei/contracts/errors/network';
import { organizationErrors } from '@banfei/contracts/errors/organizations';
import { platformErrors } from '@banfei/contracts/errors/platform';
import { gatheringErrors } from '@banfei/contracts/errors/platforms';
import { poolErrors } from '@banfei/contracts/errors/pool';
import { schemeErrors } from '@banfei/contracts/errors/schemes';
import { securitizationErrors } from '@banfei/contracts/errors/securitization';

const FILE = join(import.meta.dirname, '../docs/errors.md');

interface Chapter {
  readonly title: string;
  readonly introduction: string;
  readonly codes: Readonly<Record<string, ErrorEntry>>;
}

const CHAPTERS: readonly Chapter[] = [
  {
    title: 'Any operation',
    introduction: 'Given by the edge before or around the work itself (`server/src/platform`).',
    codes: platformErrors,
  },
  {
    title: 'Matters',
    introduction: 'Raising, receipts and files (`server/src/modules/matters`).',
    codes: matterErrors,
  },
  {
    title: 'Custody',
    introduction:
      'Refusals of the engine `engines/custody`, under its own names. Each is an answer: nothing was changed, and the history is as it was.',
    codes: custodyErrors,
  },
  {
    title: 'Companies and imports',
    introduction:
      '`FIRM_` and `IMPORT_` refuse a request or a whole file. `ROW_` codes stand in the report of an import beside one row: its refusal, or a remark on a cell that was left aside. `NOTE_` codes say what the reader decided about the file.',
    codes: firmErrors,
  },
  {
    title: 'Posts and areas',
    introduction: 'Succession (`server/src/modules/posts`) and the redrawing of areas (`server/src/modules/areas`).',
    codes: areaErrors,
  },
  { title: 'Figures', introduction: 'The cockpit and its rows (`server/src/modules/figures`).', codes: figureErrors },
  {
    title: 'Exchange and network',
    introduction: 'Resources, bookings and usages between organizations and companies (`server/src/modules/network`).',
    codes: networkErrors,
  },
  {
    title: 'Organizations and partnerships',
    introduction: 'The register (`server/src/modules/organizations`) and partnerships (`server/src/modules/network`).',
    codes: organizationErrors,
  },
  {
    title: 'Endings',
    introduction:
      'A company or a facility ends, merges or moves (`firms/endings.ts`, `facilities/endings.ts`, `organizations/succession.ts`).',
    codes: endingErrors,
  },
  {
    title: 'Platforms',
    introduction: 'Members and events of the platforms (`server/src/modules/platforms`).',
    codes: gatheringErrors,
  },
  {
    title: 'Coverage',
    introduction: 'Counts, suggestions, planned steps and reviews (`server/src/modules/coverage`).',
    codes: coverageErrors,
  },
  {
    title: 'Facts and schemes',
    introduction: 'Facts of companies, verdicts and coaching (`server/src/modules/schemes`).',
    codes: schemeErrors,
  },
  {
    title: 'Key moments',
    introduction: 'Dates of companies that must not be missed (`server/src/modules/moments`).',
    codes: momentErrors,
  },
  {
    title: 'Securitization',
    introduction: 'Products, amounts, computations and reports (`server/src/modules/securitization`).',
    codes: securitizationErrors,
  },
  {
    title: 'Cultivation pool',
    introduction: 'Candidates, moves, papers, recusals and plans (`server/src/modules/pool`).',
    codes: poolErrors,
  },
  {
    title: 'Capital',
    introduction: 'Investors, needs for money, introductions and their outcomes (`server/src/modules/capital`).',
    codes: capitalErrors,
  },
];

const HEAD = `# Errors

Every refusal is a catalogue entry: a code that programs may rely on, an HTTP status, and one sentence in each language that says what
happened, with which values, and what to do. On the wire:

\`\`\`json
{ "error": { "code": "OFFER_ALREADY_PENDING", "message": { "zh": "…", "en": "…" }, "facts": { "toPostId": "…" }, "ref": "…" } }
\`\`\`

\`facts\` holds the values that the sentence names, \`ref\` finds the line in the server's log. {Names in braces} below are filled from the
facts; a fact that is spoken differently in the two languages arrives as \`nameZh\` and \`nameEn\`. A refused request has changed nothing.

The catalogue is \`contracts/src/errors\`. This page is kept by \`npx tsx scripts/error-docs.ts\`; \`test/tidy.test.ts\` holds the two together,
and asks that each code is raised by the product and provoked by a test.
`;

interface Explained {
  readonly cause: string;
  readonly remedy: string;
}

/** What people wrote about each code, read back from the page. */
export function explanations(page: string): ReadonlyMap<string, Explained> {
  const sections = page.split(/^### /m).slice(1);
  return new Map(
    sections.map((section) => {
      const paragraph = (name: string) =>
        new RegExp(`^\\*\\*${name}\\.\\*\\* (.+)$`, 'm').exec(section)?.[1]?.trim() ?? '';
      return [/^`(\w+)`/.exec(section)?.[1] ?? '', { cause: paragraph('Cause'), remedy: paragraph('Remedy') }];
    }),
  );
}

const ended = (sentence: string, stop: string): string => (/[。.？?]$/.test(sentence) ? sentence : sentence + stop);

const entry = (code: string, { status, zh, en }: ErrorEntry, explained: Explained | undefined): string =>
  [
    `### \`${code}\``,
    `${status} · ${ended(zh, '。')}\\\n${ended(en, '.')}`,
    `**Cause.** ${explained?.cause ?? ''}`,
    `**Remedy.** ${explained?.remedy ?? ''}`,
  ].join('\n\n');

/** The page as it should be, with the explanations of the page as it is. */
export function errorDocs(page: string): string {
  const known = explanations(page);
  const chapters = CHAPTERS.map(({ title, introduction, codes }) =>
    [
      `## ${title}`,
      introduction,
      ...Object.entries(codes).map(([code, each]) => entry(code, each, known.get(code))),
    ].join('\n\n'),
  );
  return `${[HEAD.trimEnd(), ...chapters].join('\n\n')}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, errorDocs(readFileSync(FILE, 'utf8')));
