import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POOL_ENDS, POOL_STAGES, type PoolStage } from '@banfei/contracts';
import type { PoolRules, RuleItem } from './stages.ts';

const FILE = join(import.meta.dirname, '../../../../data/pool/stages.json');

interface WrittenItem {
  readonly item: string;
  readonly zh: string;
  readonly en: string;
  readonly citation: string;
  readonly evidence: 'D' | 'M';
}

interface Written {
  readonly versions: readonly (Omit<PoolRules, 'stages' | 'ends'> & {
    readonly stages: readonly {
      readonly stage: PoolStage;
      readonly name: { readonly zh: string; readonly en: string };
      readonly usualDays: number | null;
      readonly leastMonths?: number;
      readonly afterRejectionMonths?: number;
      readonly entry: readonly WrittenItem[];
      readonly exit: readonly WrittenItem[];
      readonly plan: readonly {
        readonly task: string;
        readonly zh: string;
        readonly en: string;
        readonly days: number;
      }[];
    }[];
    readonly ends: readonly {
      readonly stage: PoolStage;
      readonly name: { readonly zh: string; readonly en: string };
      readonly from: readonly PoolStage[];
      readonly items: readonly WrittenItem[];
    }[];
  })[];
}

const itemOf = ({ item, zh, en, citation, evidence }: WrittenItem): RuleItem => ({
  item,
  name: { zh, en },
  citation,
  evidence,
});

function readRules(): readonly PoolRules[] {
  const file: Written = JSON.parse(readFileSync(FILE, 'utf8'));
  return file.versions.map((version): PoolRules => {
    const stages = version.stages.map((stage) => ({
      ...stage,
      leastMonths: stage.leastMonths ?? 0,
      afterRejectionMonths: stage.afterRejectionMonths ?? 0,
      entry: stage.entry.map(itemOf),
      exit: stage.exit.map(itemOf),
      plan: stage.plan.map(({ task, zh, en, days }) => ({ task, name: { zh, en }, days })),
    }));
    const ends = version.ends.map((end) => ({ ...end, items: end.items.map(itemOf) }));
    const named = [...stages, ...ends].map(({ stage }) => stage).join();
    if (named !== [...POOL_STAGES, ...POOL_ENDS].join())
      throw new Error(`data/pool/stages.json: ${version.version} does not name every stage in order`);
    return { ...version, stages, ends };
  });
}

const VERSIONS = readRules();

/** The rules in force on a day; days before the first version are judged by the first. */
export function rulesOn(day: string): PoolRules {
  const found = VERSIONS.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? VERSIONS[0];
  if (found === undefined) throw new Error('data/pool/stages.json holds no version');
  return found;
}
