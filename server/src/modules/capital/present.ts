import type {
  CapitalNeedList,
  CapitalNeedRow,
  CapitalNeedView,
  IntroductionView,
  InvestorCard,
  InvestorList,
} from '@banfei/contracts';
import { isoInstant } from '../../platform/clock.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { divisions, industryName } from '../firms/index.ts';
import { standingOf } from '../matters/index.ts';
import { isRecused } from '../pool/index.ts';
import type { Acting } from './act.ts';
import {
  allInvestors,
  type CapitalNeed,
  capitalNeed,
  capitalNeeds,
  type Introduction,
  type Investor,
  introductionsOf,
  type Tally,
  talliesBy,
} from './load.ts';
import { commandsOpen, isNamed } from './machine.ts';
import { matchesFor } from './match.ts';
import { profileOf } from './profile.ts';

const named = (code: string) => ({ code, name: industryName(code) ?? code });

/** An investor for a reader who may know its name, or for one who may not yet. */
function cardOf(investor: Investor, open: boolean): InvestorCard {
  const { id, name, kind, forms, stages, sectors, leastFen, mostFen, desk, deskPhone } = investor;
  return {
    id,
    name: open ? name : null,
    kind,
    forms: [...forms],
    stages: [...stages],
    sectors: sectors.map(named),
    leastFen,
    mostFen,
    desk: open ? desk : null,
    deskPhone: open ? deskPhone : null,
  };
}

/** All investors with what came of their introductions. */
export async function presentInvestors(tx: Tx, now: number): Promise<InvestorList> {
  const tallyOf = await talliesBy(tx, 'investor');
  return {
    investors: (await allInvestors(tx)).map((investor) => {
      const { reference, open, demo, version } = investor;
      return { investor: cardOf(investor, true), reference, open, ...tallyOf(investor.id), demo, version };
    }),
    sectors: divisions().map(named),
    asOf: isoInstant(now),
  };
}

function rowOf(need: CapitalNeed, matches: readonly { readonly fits: boolean }[], tally: Tally): CapitalNeedRow {
  const { id, firmId, firm, form, stage, sector, amountFen, purpose, until, open, demo, version } = need;
  const { fundedFen, asked, made } = tally;
  return {
    id,
    firm: { id: firmId, name: firm },
    form,
    stage,
    industry: sector === null ? null : named(sector),
    amountFen,
    fundedFen,
    purpose,
    until,
    open,
    demo,
    version,
    fits: matches.filter(({ fits }) => fits).length,
    asked,
    made,
  };
}

/** Who of those that are open is worth asking; nobody for a need that is closed. */
const openMatches = (need: CapitalNeed, everyone: readonly Investor[]) =>
  need.open
    ? matchesFor(
        need,
        everyone.filter(({ open }) => open),
      )
    : [];

/** Needs of the reader's company, or of the district for staff. */
export async function presentCapitalNeeds(tx: Tx, { principal, now }: Acting): Promise<CapitalNeedList> {
  const own = principal.role === 'company' ? (principal.scopes[0] ?? null) : null;
  const asOf = isoInstant(now);
  if (principal.role === 'company' && own === null) return { needs: [], asOf };
  const needs = await capitalNeeds(tx, own);
  const everyone = await allInvestors(tx);
  const tallyOf = await talliesBy(tx, 'need');
  return { needs: needs.map((need) => rowOf(need, openMatches(need, everyone), tallyOf(need.id))), asOf };
}

interface Reading {
  readonly staff: boolean;
  readonly acts: boolean;
  readonly today: string;
}

function introductionView(
  introduction: Introduction,
  { investor, number }: { readonly investor: Investor; readonly number: string },
  { staff, acts, today }: Reading,
): IntroductionView {
  const { id, state, firmAgreed, investorAgreed, answerBy, reason, version } = introduction;
  const { concludedOn, amountFen, outcomeReference } = introduction;
  const open = commandsOpen(introduction, today);
  return {
    id,
    investor: cardOf(investor, staff || isNamed(introduction)),
    state,
    firmAgreed,
    // What the other side said is told when it decides: one no ends it, two yes make it.
    investorAgreed: staff || state !== 'asked' ? investorAgreed : null,
    answerBy,
    matter: number,
    outcome: concludedOn === null ? null : { amountFen, on: concludedOn, reference: outcomeReference },
    // A company reads why the other side declined, in the words that staff wrote down.
    reason,
    may: acts ? open.filter((command) => staff || command === 'answerFirm') : [],
    version,
  };
}

/** One need with who fits it and why, and its introductions. A company meets investors without names until both agree. */
export async function presentCapitalNeed(tx: Tx, { principal, now }: Acting, id: string): Promise<CapitalNeedView> {
  const need = await capitalNeed(tx, id);
  const staff = principal.role !== 'company';
  if (!staff && !principal.scopes.includes(need.firmId)) throw new Refusal('NOT_FOUND');
  const everyone = await allInvestors(tx);
  const introductions = await introductionsOf(tx, id);
  const standing = await standingOf(
    tx,
    introductions.map(({ matterId }) => matterId),
  );
  const asked = new Set(introductions.map(({ investorId }) => investorId));
  const recused = staff && (await isRecused(tx, need.firmId, principal));
  const acts = principal.role !== 'auditor' && !recused;
  const reading = { staff, acts, today: dayAt(now) };
  const tallyOf = await talliesBy(tx, 'need');
  const matches = openMatches(need, everyone);
  return {
    ...rowOf(need, matches, tallyOf(id)),
    profile: profileOf(need),
    matches: matches
      .filter(({ investor }) => !asked.has(investor.id))
      .map(({ investor, reasons, fits }) => ({ investor: cardOf(investor, staff), reasons: [...reasons], fits })),
    introductions: introductions.map((introduction) => {
      const investor = everyone.find((each) => each.id === introduction.investorId);
      if (investor === undefined) throw new Error(`introduction ${introduction.id} has no investor`);
      const number = standing.get(introduction.matterId)?.number ?? '';
      return introductionView(introduction, { investor, number }, reading);
    }),
    mine: acts,
    recused,
    asOf: isoInstant(now),
  };
}
