import type { DealTerms } from '@banfei/contracts';
import { addMonths, type Deal as EngineDeal, formatDay } from '@banfei/waterfall';
import {
  insertCandidates,
  insertDeals,
  insertPapers,
  insertParticipations,
  insertProjections,
  insertProposal,
  insertReport,
  type NewCandidate,
  type NewDeal,
  type NewPaper,
  type NewParticipation,
  type NewProposal,
  type NewReport,
  neededPapers,
  projectionsOf,
  structureDeal,
} from '../../modules/securitization/index.ts';
import { chronicleAll, type Happening } from '../../platform/chronicle.ts';
import type { Tx } from '../../platform/db.ts';
import { sha256 } from '../../platform/ids.ts';
import type { Client } from './matters/clients.ts';
import { chance, demoId } from './random.ts';
import { REGISTER_BEGAN, type Staff } from './staff.ts';

/** An issued product with its rows, its two persons, its plan and what its servicer has reported by now. */
interface Issued {
  readonly deal: NewDeal;
  readonly participations: readonly NewParticipation[];
  readonly proposals: readonly NewProposal[];
  readonly projections: ReturnType<typeof projectionsOf>;
  readonly reports: readonly NewReport[];
}

export interface DealsOfDemo {
  readonly issued: readonly Issued[];
  /** Of the request that the amber product opens. */
  readonly alertId: string;
  /** One product that is being built, with its candidates and the papers that are here or missing. */
  readonly building: {
    readonly deal: NewDeal;
    readonly candidates: readonly NewCandidate[];
    readonly papers: readonly NewPaper[];
  };
}

export interface DeskGround {
  readonly seed: number;
  readonly now: number;
  readonly staff: Staff;
  readonly clients: readonly Client[];
}

const DAY = 86_400_000;
const WAN = 1_000_000n;

/**
 * 12 products, 132 participations, 12.29 亿元, as the report of 2025-07-17 counts them. One is the district's own public deal;
 * nothing public is known of the other eleven that could stand here, so they are invented and say so.
 */
const PLANNED: readonly {
  readonly monthsAgo: number;
  readonly months: number;
  readonly firms: number;
  readonly wan: number;
}[] = [
  { monthsAgo: 56, months: 12, firms: 9, wan: 9000 },
  { monthsAgo: 51, months: 12, firms: 10, wan: 9600 },
  { monthsAgo: 46, months: 12, firms: 11, wan: 10_500 },
  { monthsAgo: 41, months: 12, firms: 12, wan: 11_000 },
  { monthsAgo: 33, months: 12, firms: 10, wan: 9400 },
  { monthsAgo: 28, months: 12, firms: 11, wan: 10_200 },
  { monthsAgo: 24, months: 12, firms: 13, wan: 12_000 },
  { monthsAgo: 19, months: 12, firms: 11, wan: 10_300 },
  { monthsAgo: 13, months: 24, firms: 12, wan: 11_200 },
  { monthsAgo: 8, months: 12, firms: 11, wan: 9700 },
  { monthsAgo: 4, months: 12, firms: 12, wan: 10_000 },
];

/** Place of the public deal among them, by the day of its issue. */
const PUBLIC_AT = 4;

const PUBLIC_SOURCE =
  '公开报道 https://tidenews.com.cn/news.html?id=2637344 ：2023-11-17 深交所，1 亿元，1 年，票面 3.25%，10 家企业，64 件专利，银行融资性保函。报道提到其中一家 800 万元，其余各家的名称和金额未见公开，表中金额为演示假设。';

const idOf = (seed: number, ...name: readonly (string | number)[]): string =>
  demoId(REGISTER_BEGAN, chance(seed, 'deal', ...name));

function publicDeal(seed: number, postId: string): Issued {
  const id = idOf(seed, 'public');
  const others = [1000, 1000, 1000, 1200, 1000, 1000, 1000, 1000, 1000];
  return {
    deal: {
      id,
      number: PUBLIC_AT + 1,
      name: '国金-杭州未来科技城知识产权第1期资产支持专项计划（专精特新）',
      structure: 'pledge_loan',
      stage: 'settled',
      postId,
      demo: false,
      source: PUBLIC_SOURCE,
      terms: null,
      file: null,
      issuedFen: 10_000n * WAN,
      issuedOn: '2023-11-17',
    },
    participations: [800, ...others].map((wan, index) => ({
      id: idOf(seed, 'public', index),
      dealId: id,
      number: index + 1,
      firmId: null,
      label: index === 0 ? '报道提到的一家企业' : `未列名企业 ${index + 1}（金额为演示假设）`,
      patents: null,
      amountFen: BigInt(wan) * WAN,
      proposalId: null,
    })),
    proposals: [],
    projections: [],
    reports: [],
  };
}

/** Whole 万元 for each company, by chance, that add up to the product. */
function amountsOf(seed: number, number: number, { firms, wan }: (typeof PLANNED)[number]): readonly bigint[] {
  const luck = chance(seed, 'amounts', number);
  const weights = Array.from({ length: firms }, () => 60 + luck.below(80));
  const whole = weights.reduce((sum, each) => sum + each, 0);
  const amounts = weights.map((weight) => Math.floor((wan * weight) / whole / 10) * 10);
  const rest = wan - amounts.reduce((sum, each) => sum + each, 0);
  return amounts.map((each, index) => BigInt(each + (index === 0 ? rest : 0)) * WAN);
}

const termsOf = (closing: number, months: number, wan: number, number: number): DealTerms => ({
  closing: formatDay(closing),
  months,
  everyMonths: 3,
  loanRate: '0.0435',
  coupon: `0.0${310 - 5 * number}`,
  seniorShare: '0.95',
  feeRate: '0.002',
  supportFen: wan * 100_000,
  watchCoverage: '1.02',
  accelerateDefault: '0.05',
});

interface Persons {
  readonly author: string;
  readonly decider: string;
  readonly postId: string;
}

function personsOf({ accounts, posts }: Staff): Persons {
  const account = (login: string): string => {
    const found = accounts.find((each) => each.login === login);
    if (found === undefined) throw new Error(`the demo has no account ${login}`);
    return found.id;
  };
  const author = account('finance');
  const post = posts.find(({ officerId }) => officerId === author);
  if (post === undefined) throw new Error('the demo has no finance post');
  return { author, decider: account('manager'), postId: post.id };
}

/** The product whose latest report falls so short that its coverage turns amber; it came two days ago. */
export const AMBER_NUMBER = 10;
const AMBER_REPORTED = 2 * DAY;
/** Another one whose latest report is short by half the interest of one company, which no trigger minds. */
const SHORT_NUMBER = 12;
/** The company that falls short, by its place. */
const SHORT_LINE = 2;

type Line = NewReport['lines'][number];

/** What a company really paid in the latest period of a product. */
function paidOf(number: number, planned: Line): Line {
  if (planned.number !== SHORT_LINE) return planned;
  if (number === AMBER_NUMBER) return { ...planned, principal: 0n, interest: 0n };
  return number === SHORT_NUMBER ? { ...planned, interest: planned.interest / 2n } : planned;
}

/** Reports of every collection period that has ended: as planned, but for the latest of two products. */
function reportsOf(
  { seed, now }: DeskGround,
  given: { readonly dealId: string; readonly number: number; readonly engine: EngineDeal; readonly accountId: string },
): readonly NewReport[] {
  const { dealId, number, engine, accountId } = given;
  const projections = projectionsOf(engine);
  const due = engine.paymentDays.map((day) => (day - engine.collectionLag + 2) * DAY).filter((at) => at <= now);
  return due.map((on, index): NewReport => {
    const isLatest = index === due.length - 1;
    const at = isLatest && number === AMBER_NUMBER ? now - AMBER_REPORTED : on;
    const period = index + 1;
    const lines = projections
      .filter((each) => each.period === period)
      .map(({ number: line, principal, interest }) => ({
        number: line,
        principal,
        interest,
        recovered: 0n,
        defaulted: 0n,
      }))
      .map((line) => (isLatest ? paidOf(number, line) : line));
    const fileName = `第${number}单第${period}期资产服务报告（演示）.xlsx`;
    const id = idOf(seed, number, 'report', period);
    const reported = {
      id,
      dealId,
      period,
      fileName,
      sha256: sha256(fileName),
      reversesId: null,
      reason: '',
      accountId,
    };
    return { ...reported, reportedAt: at, lines };
  });
}

function demoDeal(ground: DeskGround, planned: (typeof PLANNED)[number], number: number): Issued {
  const { seed, now, staff, clients } = ground;
  const { author, decider, postId } = personsOf(staff);
  const id = idOf(seed, number);
  const today = Math.floor(now / DAY);
  const closing = addMonths(today, -planned.monthsAgo);
  const amounts = amountsOf(seed, number, planned);
  const total = amounts.reduce((sum, each) => sum + each, 0n);
  const terms = termsOf(closing, planned.months, planned.wan, number);
  const claims = amounts.map((amount, index) => ({ number: index + 1, amount, appraised: null }));
  const { file, deal: engine } = structureDeal({ id: `deal-${number}`, structure: 'pledge_loan', terms, claims });
  const reports = reportsOf(ground, { dealId: id, number, engine, accountId: author });
  const over = reports.length === engine.paymentDays.length && (engine.paymentDays.at(-1) ?? 0) <= today;
  const pool = idOf(seed, number, 'pool');
  const proposedAt = (closing - 20) * DAY;
  const proposal = { dealId: id, amountFen: total, authorId: author, proposedAt };
  return {
    deal: {
      id,
      number,
      name: `未来科技城知识产权第 ${number} 单（演示）`,
      structure: 'pledge_loan',
      stage: over ? 'settled' : 'servicing',
      postId,
      demo: true,
      source: '',
      terms,
      file,
      issuedFen: total,
      issuedOn: terms.closing,
    },
    participations: amounts.map((amountFen, index) => {
      // A third of the companies come back in a later product: 家次 are more than 家.
      const client = clients[(number * 7 + index) % Math.min(clients.length, 84)];
      if (client === undefined) throw new Error('the demo has no companies');
      const patents = 2 + chance(seed, 'patents', number, index).below(9);
      const row = {
        id: idOf(seed, number, 'row', index),
        dealId: id,
        number: index + 1,
        patents,
        amountFen,
        proposalId: pool,
      };
      return { ...row, firmId: client.firm.id, label: client.firm.name };
    }),
    proposals: [
      {
        ...proposal,
        id: pool,
        kind: 'pool',
        content: { candidateIds: [] },
        approved: { by: decider, at: proposedAt + DAY },
      },
      {
        ...proposal,
        id: idOf(seed, number, 'issue'),
        kind: 'issue',
        content: { issuedOn: terms.closing, terms },
        proposedAt: proposedAt + 10 * DAY,
        approved: { by: decider, at: proposedAt + 11 * DAY },
      },
    ],
    projections: projectionsOf(engine),
    reports,
  };
}

const INDUSTRIES = ['人工智能', '机器人', '生物医药', '集成电路', '智能制造'];
const CANDIDATES = 24;
const FIRST_CANDIDATE = 2;
const SIZES = [300, 400, 500, 600, 800, 1000];
/** Companies whose valuation is still to come, by their place among the candidates; the first has a story of its own. */
const UNVALUED: ReadonlySet<number> = new Set([0, 9, 17]);

function candidateOf(ground: DeskGround, dealId: string, index: number): NewCandidate {
  const { seed, now, clients } = ground;
  const luck = chance(seed, 'candidate', index);
  const client = clients[(FIRST_CANDIDATE + index) % clients.length];
  if (client === undefined) throw new Error('the demo has no companies');
  const wan = luck.pick(SIZES);
  const patents = 1 + luck.below(12);
  const expires = addMonths(Math.floor(now / DAY), 14 + luck.below(120));
  return {
    id: idOf(seed, 'candidate', index),
    dealId,
    firmId: client.firm.id,
    kind: 'patent',
    rights: `发明专利 ${patents} 件（演示）`,
    patents,
    principalFen: wan * 1_000_000,
    appraisedFen: Math.round(wan * (1.3 + luck.next() * 2.2)) * 1_000_000,
    risk: `0.0${String(4 + luck.below(34)).padStart(2, '0')}`,
    // Two in five are of one line of business, so that its limit is felt.
    industry: luck.yes(0.4) ? (INDUSTRIES[0] ?? '') : luck.pick(INDUSTRIES),
    expires: formatDay(expires),
    legalState: index === 21 ? 'lapsed' : 'inForce',
    disputed: index === 5,
    pledged: index === 13,
  };
}

function buildingDeal(ground: DeskGround): DealsOfDemo['building'] {
  const { seed, staff } = ground;
  const id = idOf(seed, 'building');
  const number = PLANNED.length + 2;
  const candidates = Array.from({ length: CANDIDATES }, (_, index) => candidateOf(ground, id, index));
  const papers = candidates.flatMap((candidate, index) =>
    neededPapers(id, candidate.id).map((paper) => ({
      ...paper,
      reference: paper.kind === 'valuationReport' && UNVALUED.has(index) ? null : `演示档案 ${number}-${index + 1}`,
    })),
  );
  return {
    deal: {
      id,
      number,
      name: `未来科技城知识产权第 ${number} 单（演示）`,
      structure: 'pledge_loan',
      stage: 'valuation',
      postId: personsOf(staff).postId,
      demo: true,
      source: '',
      terms: null,
      file: null,
      issuedFen: null,
      issuedOn: null,
    },
    candidates,
    papers: [...papers, ...neededPapers(id, null)],
  };
}

/** The twelve issued products and the one that is being built. */
export function dealsOf(ground: DeskGround): DealsOfDemo {
  const { seed, staff } = ground;
  const { postId } = personsOf(staff);
  const issued = PLANNED.map((planned, index) => demoDeal(ground, planned, index < PUBLIC_AT ? index + 1 : index + 2));
  return {
    alertId: idOf(seed, 'alert'),
    issued: [...issued, publicDeal(seed, postId)],
    building: buildingDeal(ground),
  };
}

/** Stores the products with one event each: what is loaded has no history of its own. */
export async function insertDealsOfDemo(tx: Tx, { issued, building }: DealsOfDemo): Promise<void> {
  const deals = [...issued.map(({ deal }) => deal), building.deal];
  await insertDeals(tx, deals, REGISTER_BEGAN);
  for (const { deal, participations, proposals, projections, reports } of issued) {
    for (const proposal of proposals) await insertProposal(tx, proposal);
    await insertParticipations(tx, participations);
    await insertProjections(tx, deal.id, projections);
    for (const report of reports) await insertReport(tx, report);
  }
  await insertCandidates(tx, building.candidates);
  await insertPapers(tx, building.papers, REGISTER_BEGAN);
  await chronicleAll(
    tx,
    deals.map(
      ({ id, number, name, stage, source, issuedFen }): Happening => ({
        subject: 'deal',
        subjectId: id,
        seq: 1,
        at: REGISTER_BEGAN,
        type: 'loaded',
        by: null,
        payload: { number, name, stage, source, issuedFen: issuedFen === null ? null : String(issuedFen) },
      }),
    ),
  );
}
