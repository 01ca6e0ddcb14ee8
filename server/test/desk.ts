import type { DealDetail, DealTerms } from '@banfei/contracts';
import { newId } from '../src/platform/ids.ts';
import { type Client, type TestApp, testApp } from './app.ts';

/** Two years, paid quarterly; a coverage that must not fall under 1.02. */
export const TERMS: DealTerms = {
  closing: '2026-01-15',
  months: 12,
  everyMonths: 3,
  loanRate: '0.045',
  coupon: '0.031',
  seniorShare: '0.95',
  feeRate: '0.002',
  supportFen: 5_000_000_00,
  watchCoverage: '1.02',
  accelerateDefault: '0.05',
};

export const NO_LIMITS = {
  firmShare: null,
  topFiveShare: null,
  industryShare: null,
  loanToValue: null,
  firms: null,
  undisputed: false,
  unpledged: false,
  expiresAfter: null,
};

/** A desk with a product, and hands for what its officer and the second person do. */
export interface Desk {
  readonly app: TestApp;
  readonly officer: Client;
  readonly manager: Client;
  readonly open: (name?: string) => Promise<DealDetail>;
  readonly add: (deal: DealDetail, firm: 'firm1' | 'firm2' | 'firm3', facts?: object) => Promise<DealDetail>;
  readonly receiveAll: (deal: DealDetail) => Promise<DealDetail>;
  readonly advance: (deal: DealDetail) => Promise<DealDetail>;
  readonly approve: (deal: DealDetail) => Promise<DealDetail>;
  /** A product in its life after issue with all three companies. */
  readonly issued: () => Promise<DealDetail>;
  readonly report: (deal: DealDetail, csv: string) => ReturnType<Client['send']>;
}

export async function must(answer: ReturnType<Client['send']>): Promise<DealDetail> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

export const CANDIDATE = {
  kind: 'patent',
  rights: '发明专利 3 件',
  patents: 3,
  industry: '机器人',
  principalFen: 1_000_000_00,
  appraisedFen: 2_500_000_00,
  risk: '0.012',
  expires: '2036-05-01',
  legalState: 'inForce',
  disputed: false,
  pledged: false,
};

function sendReport(app: TestApp, { cookie }: Client, deal: DealDetail, csv: string): ReturnType<Client['send']> {
  const payload = `--b\r\nContent-Disposition: form-data; name="file"; filename="报告.csv"\r\nContent-Type: text/csv\r\n\r\n${csv}\r\n--b--\r\n`;
  const headers = { cookie, 'idempotency-key': newId(), 'content-type': 'multipart/form-data; boundary=b' };
  return app.app.http
    .inject({ method: 'POST', url: `/api/deals/${deal.id}/reports`, headers, payload })
    .then(({ statusCode, body, headers: answered }) => ({
      status: statusCode,
      body: JSON.parse(body),
      headers: answered,
    }));
}

export async function desk(): Promise<Desk> {
  const app = await testApp();
  const [officer, manager] = [await app.signIn('equipment'), await app.signIn('manager')];
  const say = (by: Client, path: string, body: object) => must(by.send('POST', path, body));
  const open: Desk['open'] = (name = '知识产权第 1 期（演示）') =>
    say(officer, '/api/deals', { name, structure: 'pledge_loan' });
  const add: Desk['add'] = ({ id, version }, firm, facts = {}) =>
    say(officer, `/api/deals/${id}/candidates`, { ...CANDIDATE, version, firmId: app.district.firms[firm], ...facts });
  const receiveAll: Desk['receiveAll'] = async (deal) => {
    let now = deal;
    for (const { id } of deal.papers.filter(({ stage, receivedAt }) => stage === deal.stage && receivedAt === null))
      now = await say(officer, `/api/deals/${deal.id}/papers/${id}/receipt`, {
        version: now.version,
        reference: '档案 1 号',
      });
    return now;
  };
  const advance: Desk['advance'] = ({ id, version }) => say(officer, `/api/deals/${id}/stage`, { version });
  const approve: Desk['approve'] = ({ version, proposals }) => {
    const proposal = proposals.find(({ state }) => state === 'proposed');
    return say(manager, `/api/deal-proposals/${proposal?.id}/approval`, { version, mark: proposal?.mark });
  };
  const issued: Desk['issued'] = async () => {
    let deal = await open();
    for (const [index, firm] of (['firm1', 'firm2', 'firm3'] as const).entries())
      deal = await add(deal, firm, { principalFen: (5 + index) * 1_000_000_00 });
    deal = await advance(deal);
    deal = await advance(await receiveAll(deal));
    const candidateIds = deal.candidates.map(({ id }) => id);
    deal = await receiveAll(deal);
    deal = await approve(
      await say(officer, `/api/deals/${deal.id}/pool-proposal`, { version: deal.version, candidateIds }),
    );
    deal = await advance(deal);
    deal = await advance(await receiveAll(deal));
    deal = await receiveAll(await advance(await receiveAll(deal)));
    const body = { version: deal.version, amountFen: deal.rowsFen, issuedOn: TERMS.closing, terms: TERMS };
    return advance(await approve(await say(officer, `/api/deals/${deal.id}/issue-proposal`, body)));
  };
  return {
    app,
    officer,
    manager,
    open,
    add,
    receiveAll,
    advance,
    approve,
    issued,
    report: (deal, csv) => sendReport(app, officer, deal, csv),
  };
}

const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** A report in which every company pays its plan, but for what `change` says. */
export function reportOf(
  deal: DealDetail,
  period: number,
  change: (line: { principal: number; interest: number; number: number }) => {
    principal: number;
    interest: number;
    defaulted?: number;
  } = (line) => line,
): string {
  const plan = deal.periods[period - 1];
  const lines = deal.participants.map(({ number, label, amountFen }) => {
    const share = amountFen / deal.rowsFen;
    const own = {
      number,
      principal: Math.floor((plan?.planPrincipalFen ?? 0) * share),
      interest: Math.floor((plan?.planInterestFen ?? 0) * share),
    };
    const { principal, interest, defaulted = 0 } = change(own);
    return [period, number, label, yuan(principal), yuan(interest), '0.00', yuan(defaulted)].join(',');
  });
  return ['期次,序号,企业,实收本金,实收利息,回收,违约本金', ...lines].join('\r\n');
}
