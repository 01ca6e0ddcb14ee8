import type { FactValue } from '@banfei/contracts';
import type { NewFirm } from '../../modules/firms/index.ts';
import { insertFacts, judgeFirms, type NewFact } from '../../modules/schemes/index.ts';
import { chronicleAll, type Happening } from '../../platform/chronicle.ts';
import { DAY, dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import type { Client } from './matters/clients.ts';
import { type Chance, chance, demoId } from './random.ts';
import { REGISTER_BEGAN } from './staff.ts';

export interface SchemeGround {
  readonly seed: number;
  readonly now: number;
  readonly firms: readonly NewFirm[];
  readonly clients: readonly Client[];
}

/** 1,800 of 70,000 companies hold the recognition, as the report of 2025-07-17 counts; who they are is invented. */
const HOLDERS_OF_70000 = 1800;
/** Companies that have stated figures: enough for every kind of answer. */
const TELLERS = 48;

type Told = Pick<NewFact, 'name' | 'year' | 'value'>;

const yuan = (value: number): string => String(Math.round(value));

const FINDINGS = [
  'independence',
  'lawfulRecord',
  'sciencePositioning',
  'innovationPositioning',
  'modernIndustry',
  'organization',
  'goingConcern',
  'clearShares',
  'governance',
  'techField',
  'productAllowed',
].map((each) => `finding.${each}`);

/** Three years of accounts that grow or shrink together, and what a listing asks. */
function accountsOf(luck: Chance, lastYear: number, teller: number): readonly Told[] {
  // The first company has a story: a listing of which only the revenue of last year is not known yet.
  const hero = teller === 0;
  const first = hero ? 150_000_000 : 40_000_000 + luck.below(400) * 1_000_000;
  const growth = hero ? 1.2 : 0.85 + luck.next() * 0.7;
  const margin = hero ? -0.05 : luck.next() * 0.3 - 0.08;
  const research = hero ? 0.08 : 0.02 + luck.next() * 0.16;
  const staff = 40 + luck.below(400);
  const years = [2, 1, 0].flatMap((back): readonly Told[] => {
    const year = lastYear - back;
    const revenue = first * growth ** (2 - back);
    const money: Readonly<Record<string, number>> = {
      netProfit: revenue * margin,
      netProfitExNonrecurring: revenue * (margin - 0.01),
      rdExpense: revenue * research,
      operatingCashFlow: revenue * (margin + 0.03),
    };
    const known = hero && back === 0 ? money : { ...money, revenue };
    return [
      ...Object.entries(known).map(([name, value]) => ({ name, year, value: yuan(value) })),
      { name: 'auditUnqualified', year, value: true },
    ];
  });
  const now: Readonly<Record<string, FactValue>> = {
    weightedVoting: false,
    industrySoftware: !hero && luck.yes(0.3),
    fifthStandardApplicant: false,
    unlistedRedChip: false,
    overseasListedRedChip: false,
    jointStockCompany: true,
    internalControlUnqualified: true,
    managementStableYears: 3,
    controlStableYears: 3,
    shareCapital: yuan(30_000_000 + luck.below(60) * 1_000_000),
    publicShare: 0.25,
    expectedMarketValue: hero ? '3200000000' : yuan(first * growth ** 2 * (4 + luck.next() * 12)),
    inventionPatentsInMainBusiness: hero ? 12 : luck.below(16),
    inventionPatents: 15 + luck.below(30),
    holdsTierOne: luck.yes(0.6),
    provincialTechSme: luck.yes(0.7),
    awardThreeYears: false,
    residentEnterprise: true,
    noSeriousViolation: true,
    registeredInHangzhou: true,
    establishedOn: `${lastYear - 5 - luck.below(8)}-0${1 + luck.below(9)}-15`,
  };
  // An officer has looked into two companies of three, and into the first.
  const judged = teller % 3 === 0 && !hero ? [] : FINDINGS;
  return [
    ...years,
    ...judged.map((name) => ({ name, year: null, value: hero || luck.yes(0.9) })),
    { name: 'staff', year: lastYear, value: staff },
    { name: 'rdStaff', year: lastYear, value: Math.round(staff * (hero ? 0.3 : 0.05 + luck.next() * 0.4)) },
    ...Object.entries(now).map(([name, value]) => ({ name, year: null, value })),
  ];
}

/** Facts of the demo: certificates spread over three years, and accounts of some companies that speak up. */
export function factsOfDemo({ seed, now, firms, clients }: SchemeGround): readonly NewFact[] {
  const today = dayAt(now);
  const lastYear = Number(today.slice(0, 4)) - 1;
  const living = firms.filter(({ status }) => status === '存续' || status === '在业');
  const wanted = Math.max(8, Math.round((firms.length * HOLDERS_OF_70000) / 70_000));
  const step = Math.max(1, Math.floor(living.length / wanted));
  const holders = living.filter((_, index) => index % step === 0).slice(0, wanted);
  const common = { origin: 'import', state: 'confirmed', accountId: null } as const;
  const certificates = holders.map((firm, index): NewFact => {
    const luck = chance(seed, 'schemes', 'certificate', index);
    // A certificate holds for three years; these end late enough that the first mornings are not full of them.
    const issued = now - (30 + luck.below(950)) * DAY;
    const paper = { source: `高新技术企业证书 GR-演示-${index + 1}`, issuer: '演示机构' };
    const days = { issuedOn: dayAt(issued), validUntil: dayAt(issued + 1095 * DAY) };
    const id = demoId(REGISTER_BEGAN, luck);
    return { ...common, ...paper, ...days, id, firmId: firm.id, name: 'validHighTech', year: null, value: true };
  });
  const tellers = clients.slice(0, TELLERS).flatMap(({ firm }, place) => {
    const luck = chance(seed, 'schemes', 'accounts', place);
    return accountsOf(luck, lastYear, place).map((told): NewFact => {
      const source = told.year === null ? '企业填报（演示）' : `${told.year} 年审计报告（演示）`;
      const issuedOn = told.year === null ? `${lastYear + 1}-05-10` : `${told.year + 1}-04-20`;
      const paper = { source, issuer: '演示会计师事务所', issuedOn, validUntil: null };
      return { ...common, ...paper, ...told, id: demoId(REGISTER_BEGAN, luck), firmId: firm.id };
    });
  });
  // Before summer the papers of this year have not come yet.
  return [...certificates, ...tellers].filter(({ issuedOn }) => issuedOn <= today);
}

/** Stores the facts, their lines in the ledger, and what every scheme says. */
export async function insertFactsOfDemo(tx: Tx, facts: readonly NewFact[], now: number): Promise<void> {
  await insertFacts(tx, facts, REGISTER_BEGAN);
  const firmIds = [...new Set(facts.map(({ firmId }) => firmId))].sort();
  await judgeFirms(tx, firmIds, { day: dayAt(now), cause: 'facts' });
  await chronicleAll(
    tx,
    facts.map(
      ({ accountId, ...fact }): Happening => ({
        subject: 'firmFact',
        subjectId: fact.id,
        seq: 1,
        at: REGISTER_BEGAN,
        type: 'loaded',
        by: null,
        payload: { ...fact },
      }),
    ),
  );
}
