import type { Bilingual, TimelineEntry } from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';

/** Facts of a company that can change, as people call them. */
export const FACT_NAMES = {
  name: { zh: '名称', en: 'name' },
  formerNames: { zh: '曾用名', en: 'former names' },
  code: { zh: '统一社会信用代码', en: 'credit code' },
  status: { zh: '状态', en: 'status' },
  establishedOn: { zh: '成立日期', en: 'founding day' },
  capital: { zh: '注册资本', en: 'registered capital' },
  industryCode: { zh: '行业', en: 'industry' },
  regionCode: { zh: '行政区划', en: 'region' },
  address: { zh: '地址', en: 'address' },
  coordinates: { zh: '坐标', en: 'coordinates' },
} as const satisfies Record<string, Bilingual>;

export type FactName = keyof typeof FACT_NAMES;

/** One fact before and after, both as text; empty when there was or is none. */
export interface FactChange {
  readonly fact: FactName;
  readonly from: string;
  readonly to: string;
}

/** What happened to a company in the register. `salt` belongs to its leaf and never leaves the server. */
export type Change =
  | { readonly type: 'facts'; readonly facts: readonly FactChange[] }
  | { readonly type: 'takenDown'; readonly salt: string }
  | { readonly type: 'ended'; readonly endedOn: string; readonly intoId: string | null; readonly salt: string }
  | { readonly type: 'siteAdded'; readonly siteId: string; readonly salt: string }
  | { readonly type: 'placed'; readonly siteId: string; readonly address: string; readonly salt: string };

export interface StoredChange {
  readonly at: number;
  readonly source: string;
  readonly changes: Change;
}

function titleOf(change: Change): Bilingual {
  switch (change.type) {
    case 'facts': {
      const names = change.facts.map(({ fact }) => FACT_NAMES[fact]);
      return {
        zh: `信息变更：${names.map(({ zh }) => zh).join('、')}`,
        en: `Changed: ${names.map(({ en }) => en).join(', ')}`,
      };
    }
    case 'takenDown':
      return { zh: '窗口先行记下，待核对', en: 'Taken down at the counter, to be verified' };
    case 'ended':
      return change.intoId === null
        ? { zh: `企业终止：${change.endedOn}`, en: `Company ended on ${change.endedOn}` }
        : { zh: `并入其他企业：${change.endedOn}`, en: `Merged into another company on ${change.endedOn}` };
    case 'siteAdded':
      return { zh: '登记经营场所', en: 'Site entered' };
    case 'placed':
      return { zh: '在地图上落位', en: 'Placed on the map' };
  }
}

function detailOf(change: Change, source: string): string {
  if (change.type === 'facts') return change.facts.map(({ from, to }) => `${from || '—'} → ${to || '—'}`).join('\n');
  return change.type === 'placed' ? change.address : source;
}

/** A change as an entry of the company's timeline. */
export const changeEntry = ({ at, source, changes }: StoredChange): TimelineEntry => ({
  at: isoInstant(at),
  kind: changes.type === 'siteAdded' || changes.type === 'placed' ? 'site' : 'register',
  title: titleOf(changes),
  detail: detailOf(changes, source),
  matterNumber: null,
});
