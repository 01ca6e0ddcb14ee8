import type { FundingForm, FundingStage, IntroductionState, InvestorKind } from '@banfei/contracts';
import {
  type Investor,
  insertCapitalNeeds,
  insertIntroductions,
  insertInvestors,
  matchesFor,
  type NewCapitalNeed,
  type NewIntroduction,
} from '../../modules/capital/index.ts';
import type { NewFirm } from '../../modules/firms/index.ts';
import type { MatterFile } from '../../modules/matters/index.ts';
import { chronicleAll, type Happening } from '../../platform/chronicle.ts';
import { dayAt, plusDays } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { type Chance, chance, demoId } from './random.ts';
import { REGISTER_BEGAN } from './staff.ts';

export interface CapitalGround {
  readonly seed: number;
  readonly now: number;
  readonly firms: readonly NewFirm[];
  /** A year of requests: those about funding carry the introductions. */
  readonly files: readonly MatterFile[];
}

const YUAN_10000 = 1_000_000;

/** Who is there to be asked; every name says that it is invented. Amounts in 万元 of 10,000 yuan. */
const HOUSES: readonly (readonly [string, InvestorKind, FundingForm, readonly FundingStage[], number, number])[] = [
  ['演示种子基金', 'fund', 'equity', ['seed'], 50, 500],
  ['演示天使基金甲', 'fund', 'equity', ['seed', 'early'], 100, 1000],
  ['演示创投基金甲', 'fund', 'equity', ['early', 'growth'], 500, 5000],
  ['演示创投基金乙', 'fund', 'equity', ['early', 'growth'], 1000, 8000],
  ['演示成长基金', 'fund', 'equity', ['growth', 'preListing'], 3000, 20000],
  ['演示并购基金', 'fund', 'equity', ['preListing'], 10000, 60000],
  ['演示产业资本甲', 'corporate', 'equity', ['early', 'growth'], 500, 10000],
  ['演示产业资本乙', 'corporate', 'equity', ['growth', 'preListing'], 2000, 30000],
  ['演示银行科技支行', 'bank', 'debt', ['early', 'growth', 'preListing'], 100, 3000],
  ['演示银行未来支行', 'bank', 'debt', ['growth', 'preListing'], 500, 10000],
  ['演示商业银行', 'bank', 'debt', ['seed', 'early', 'growth', 'preListing'], 50, 1000],
  ['演示融资担保', 'guarantor', 'debt', ['seed', 'early'], 30, 500],
];
const PURPOSES = ['新一代产品的研发', '中试线扩产', '采购检测设备', '补充流动资金', '建设区域销售和服务网点'];
const STAGES: readonly FundingStage[] = ['seed', 'early', 'growth', 'preListing'];
/** How the introductions of the demo stand, in turn. */
const STANDINGS: readonly IntroductionState[] = [
  'asked',
  'introduced',
  'funded',
  'asked',
  'declined',
  'nothing',
  'funded',
];
const SECTORS = ['26', '34', '35', '39', '40', '63', '65', '73'];

const idOf = (seed: number, ...name: readonly (string | number)[]): string =>
  demoId(REGISTER_BEGAN, chance(seed, 'capital', ...name));

const investorsOf = (seed: number): readonly Investor[] =>
  HOUSES.map(([name, kind, form, stages, least, most], at) => {
    const luck = chance(seed, 'capital', 'house', name);
    const sectors = kind === 'corporate' ? [...new Set([luck.pick(SECTORS), luck.pick(SECTORS), '39'])].sort() : [];
    return {
      id: idOf(seed, name),
      name: `${name}（演示）`,
      kind,
      forms: [form],
      stages,
      sectors,
      leastFen: least * YUAN_10000,
      mostFen: most * YUAN_10000,
      desk: '科创业务部',
      deskPhone: `0571-0000 09${String(at + 1).padStart(2, '0')}`,
      reference: `合作备忘录 演示-${at + 1}`,
      open: true,
      demo: true,
      version: 1,
    };
  });

/** Division of an industry code with or without its section letter. */
const sectorOf = ({ industryCode }: NewFirm): string | null => /^[A-Z]?(\d{2})/.exec(industryCode ?? '')?.[1] ?? null;

/** Where an introduction of the demo stands, with who has said what. */
function standingOf(luck: Chance, state: IntroductionState, asked: string, today: string) {
  const open = state === 'asked';
  const made = state === 'introduced' || state === 'funded' || state === 'nothing';
  const funded = state === 'funded';
  return {
    state,
    firmAgreed: true,
    investorAgreed: open ? null : made,
    firmReference: '',
    investorReference: open ? '' : '邮件 演示',
    reason: state === 'declined' ? '本期不看这个方向（演示）' : state === 'nothing' ? '估值没有谈拢（演示）' : '',
    answerBy: open ? plusDays(today, 2 + luck.below(10)) : plusDays(asked, 14),
    concludedOn: funded || state === 'nothing' ? plusDays(asked, 20) : null,
    outcomeReference: funded ? '协议 演示' : '',
  };
}

interface Pair {
  readonly need: NewCapitalNeed;
  readonly firm: NewFirm;
  readonly file: MatterFile;
  readonly at: number;
}

function introductionOf({ need, firm, file, at }: Pair, investors: readonly Investor[], ground: CapitalGround) {
  const { seed, now } = ground;
  const luck = chance(seed, 'capital', 'introduction', need.id);
  const [match] = matchesFor({ ...need, sector: sectorOf(firm) }, investors).filter(({ fits }) => fits);
  if (match === undefined) return [];
  const state = STANDINGS[at % STANDINGS.length] ?? 'asked';
  const asked = dayAt(need.at);
  const introduction: NewIntroduction = {
    id: idOf(seed, 'introduction', need.id),
    needId: need.id,
    investorId: match.investor.id,
    matterId: file.subject.id,
    ...standingOf(luck, state, asked, dayAt(now)),
    amountFen: state === 'funded' ? Math.round(need.amountFen * (0.4 + luck.below(6) / 10)) : null,
    demo: true,
    version: 1,
    at: need.at,
  };
  return [introduction];
}

export interface CapitalOfDemo {
  readonly investors: readonly Investor[];
  readonly needs: readonly NewCapitalNeed[];
  readonly introductions: readonly NewIntroduction[];
}

/** Twelve investors; every company that asked about funding has a need, and each such request is an introduction. */
export function capitalOf(ground: CapitalGround): CapitalOfDemo {
  const { seed, now, firms, files } = ground;
  const today = dayAt(now);
  const byId = new Map(firms.map((firm) => [firm.id, firm]));
  const investors = investorsOf(seed);
  const asking = new Map(
    files.filter(({ subject }) => subject.category === 'finance.loan').map((file) => [file.subject.firmId, file]),
  );
  const pairs = [...asking.values()].slice(0, 60).flatMap((file, at): Pair[] => {
    const firm = byId.get(file.subject.firmId);
    if (firm === undefined) return [];
    const luck = chance(seed, 'capital', 'need', firm.id);
    const stage = luck.pick(STAGES);
    const most = { seed: 400, early: 3000, growth: 9000, preListing: 25000 }[stage];
    const need: NewCapitalNeed = {
      id: idOf(seed, 'need', firm.id),
      firmId: firm.id,
      form: luck.yes(0.5) ? 'equity' : 'debt',
      stage,
      amountFen: Math.max(50, Math.round((most * (1 + luck.below(10))) / 100) * 10) * YUAN_10000,
      purpose: luck.pick(PURPOSES),
      until: plusDays(today, 30 + luck.below(300)),
      open: true,
      demo: true,
      version: 1,
      at: Date.parse(`${plusDays(today, -30 - luck.below(60))}T10:00:00+08:00`),
    };
    return [{ need, firm, file, at }];
  });
  return {
    investors,
    needs: pairs.map(({ need }) => need),
    introductions: pairs.flatMap((pair) => introductionOf(pair, investors, ground)),
  };
}

/** Stores capital with one event for each row: what is loaded has no history of its own. */
export async function insertCapitalOfDemo(tx: Tx, { investors, needs, introductions }: CapitalOfDemo): Promise<void> {
  await insertInvestors(tx, investors, REGISTER_BEGAN);
  await insertCapitalNeeds(tx, needs);
  await insertIntroductions(tx, introductions);
  const loaded = (subject: string, subjectId: string, at: number, payload: Happening['payload']): Happening => ({
    subject,
    subjectId,
    seq: 1,
    at,
    type: 'loaded',
    by: null,
    payload,
  });
  await chronicleAll(tx, [
    ...investors.map(({ id, name, kind }) => loaded('investor', id, REGISTER_BEGAN, { name, kind })),
    ...needs.map(({ id, firmId, form, amountFen, at }) => loaded('capitalNeed', id, at, { firmId, form, amountFen })),
    ...introductions.map(({ id, needId, investorId, state, firmAgreed, investorAgreed, at }) =>
      loaded('introduction', id, at, { needId, investorId, state, firmAgreed, investorAgreed }),
    ),
  ]);
}
