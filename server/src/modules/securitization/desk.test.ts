import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownerRows } from '../../../test/database.ts';
import { CANDIDATE, type Desk, desk, must, NO_LIMITS, reportOf, TERMS } from '../../../test/desk.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import { checkDeals } from './check.ts';
import { createComputer } from './computer.ts';
import { endLostRuns } from './runs.ts';

let bench: Desk;
beforeAll(async () => {
  bench = await desk();
});
afterAll(() => bench.app.close());

const found = async () =>
  (await checkDeals(bench.app.database.db, 1)).filter(({ violations }) => violations > 0).map(({ id }) => id);

describe('a product on its way to the market', () => {
  it('takes candidates, asks for missing papers by requests with one owner, and goes on when they are here', async () => {
    const { officer, app, open, add, advance, receiveAll } = bench;
    let deal = await open();
    expect(deal).toMatchObject({ number: 1, stage: 'soliciting', mine: true, version: 1, missing: 0 });
    const say = (path: string, body: object) => officer.send('POST', `/api/deals/${deal.id}/${path}`, body);
    expect((await say('stage', { version: 1 })).body.error.code).toBe('DEAL_CANDIDATES_NONE');
    deal = await add(deal, 'firm1');
    const again = { ...CANDIDATE, version: deal.version, firmId: app.district.firms.firm1 };
    expect((await say('candidates', again)).body.error.code).toBe('DEAL_CANDIDATE_TWICE');
    expect((await say('candidates', { ...again, version: 1 })).body.error.code).toBe('DEAL_VERSION');
    deal = await advance(await add(deal, 'firm2'));
    expect(deal).toMatchObject({ stage: 'diligence', missing: 4 });
    expect((await say('stage', { version: deal.version })).body.error.code).toBe('DEAL_PAPERS_MISSING');
    deal = await must(say('papers/chasing', { version: deal.version }));
    const matters = deal.papers.flatMap(({ matter }) => (matter === null ? [] : [matter]));
    expect(matters).toHaveLength(4);
    expect(new Set(matters.map(({ owner }) => owner.id))).toEqual(new Set([app.district.posts.equipment]));
    // The company reads what is asked of it, and that the district opened it.
    const firm = await app.signIn('firm1');
    const asked = (await firm.get('/api/matters?view=all')).body.rows;
    expect(asked).toHaveLength(2);
    expect(asked[0]).toMatchObject({ channel: 'district', state: 'registered' });
    expect(asked[0].title).toContain('还缺贵公司的');
    deal = await must(say('papers/chasing', { version: deal.version }));
    expect(deal.history.filter(({ type }) => type === 'papersChased')).toHaveLength(1);
    const left = deal.candidates.find(({ firm: { id } }) => id === app.district.firms.firm2);
    deal = await must(say(`candidates/${left?.id}/leaving`, { version: deal.version, reason: '改用信用贷款' }));
    expect(deal.missing).toBe(2);
    deal = await advance(await receiveAll(deal));
    expect(deal.stage).toBe('valuation');
    expect(await found()).toEqual([]);
  });

  it('is nobody’s but its desk’s to work on, and what does not exist is not found', async () => {
    const { app, open } = bench;
    const deal = await open();
    const stranger = await app.signIn('land');
    const refused = await stranger.send('POST', `/api/deals/${deal.id}/stage`, { version: 1 });
    expect(refused.body.error.code).toBe('DEAL_NOT_DESK');
    expect((await stranger.get(`/api/deals/${newId()}`)).status).toBe(404);
    expect((await (await app.signIn('firm1')).get(`/api/deals/${deal.id}`)).status).toBe(403);
  });
});

describe('an amount', () => {
  it('is proposed by one person and approved by another, who saw it; the rows are what was approved', async () => {
    const { officer, manager, app, open, add, advance, receiveAll, approve } = bench;
    let deal = await open();
    const say = (path: string, body: object) => officer.send('POST', `/api/deals/${deal.id}/${path}`, body);
    for (const firm of ['firm1', 'firm2', 'firm3'] as const) deal = await add(deal, firm);
    deal = await advance(await receiveAll(await advance(deal)));
    deal = await receiveAll(deal);
    expect((await say('stage', { version: deal.version })).body.error.code).toBe('DEAL_AMOUNT_OPEN');
    const [first, second] = deal.candidates.map(({ id }) => id);
    const pool = (candidateIds: unknown[]) => say('pool-proposal', { version: deal.version, candidateIds });
    expect((await pool([newId()])).body.error.code).toBe('DEAL_CANDIDATE_UNFIT');
    deal = await must(pool([first, second]));
    expect((await pool([first])).body.error.code).toBe('DEAL_PROPOSAL_WAITING');
    const [proposal] = deal.proposals;
    expect(proposal).toMatchObject({ amountFen: 2 * CANDIDATE.principalFen, own: true, state: 'proposed' });
    const decide = (by: typeof officer, path: string, body: object) =>
      by.send('POST', `/api/deal-proposals/${proposal?.id}/${path}`, { version: deal.version, ...body });
    expect((await decide(officer, 'approval', { mark: proposal?.mark })).body.error.code).toBe('DEAL_PROPOSAL_OWN');
    expect((await decide(manager, 'approval', { mark: 'x' })).body.error.code).toBe('DEAL_PROPOSAL_UNSEEN');
    deal = await must(decide(manager, 'return', { reason: '再核一遍估值' }));
    expect((await decide(manager, 'approval', { mark: proposal?.mark })).body.error.code).toBe('DEAL_PROPOSAL_CLOSED');
    deal = await approve(await must(pool([first, second])));
    expect(deal).toMatchObject({ participations: 2, firms: 2, rowsFen: 2 * CANDIDATE.principalFen, issuedFen: null });
    expect(deal.candidates.filter(({ state }) => state === 'left')).toHaveLength(1);
    expect(await found()).toEqual([]);
    // The database itself refuses one person for both.
    const alone = ownerRows(app.database.ownerUrl, 'update deal_proposals set decider_id = author_id where id = $1', [
      deal.proposals[0]?.id,
    ]);
    await expect(alone).rejects.toThrow(/check constraint/);
  });

  it('of an issue must be what the rows add up to, and its terms must give cash flows', async () => {
    const { officer, issued } = bench;
    const deal = await issued();
    expect(deal).toMatchObject({ stage: 'servicing', participations: 3, issuedFen: 18_000_000_00, differenceFen: 0 });
    const planned = deal.periods.reduce((sum, { planPrincipalFen }) => sum + planPrincipalFen, 0);
    expect(planned).toBe(deal.issuedFen);
    const late = await officer.send('POST', `/api/deals/${deal.id}/issue-proposal`, {
      version: deal.version,
      amountFen: 1,
      issuedOn: '2026-01-15',
      terms: TERMS,
    });
    expect(late.body.error.code).toBe('DEAL_STAGE');
    expect((await officer.get('/api/deals')).body.totals).toMatchObject({
      deals: 1,
      participations: 3,
      firms: 3,
      differenceFen: 0,
    });
    expect(await found()).toEqual([]);
  });

  it('that is issued has a term sheet and a workbook of formulas, each under a scenario and without names', async () => {
    const { officer, app, issued, open } = bench;
    const deal = await issued();
    const url = `/api/deals/${deal.id}`;
    const agreed = (await officer.get(`${url}/term-sheet`)).body;
    expect(agreed).toMatchObject({ scenario: 'agreed', poolFen: deal.issuedFen, payments: deal.periods.length });
    const sum = (list: readonly Record<string, number>[], key: string) =>
      list.reduce((all, each) => all + (each[key] ?? 0), 0);
    expect([sum(agreed.tranches, 'principalFen'), agreed.tranches[0].lossFen]).toEqual([deal.issuedFen, 0]);
    const paid = ['interestFen', 'principalFen', 'surplusFen'].map((key) => sum(agreed.periods, key));
    expect(sum(agreed.tranches, 'paidFen')).toBe(paid.reduce((all, each) => all + each, 0));
    expect(agreed.warnings.map(({ id, within }: { id: string; within: boolean }) => [id, within])).toEqual([
      ['debtors', false],
      ['largest', true],
      ['topFive', false],
      ['retention', true],
    ]);
    const severe = (await officer.get(`${url}/term-sheet?scenario=severe`)).body;
    const [watch] = severe.triggers;
    expect(watch).toMatchObject({ id: 'coverage', level: '1.0200', hit: true });
    expect(Number(watch.nearest)).toBeLessThan(1.02);
    const { rawPayload, headers, statusCode } = await app.app.http.inject({
      method: 'GET',
      url: `${url}/workbook.xlsx?scenario=severe`,
      headers: { cookie: officer.cookie },
    });
    expect([statusCode, headers['content-disposition']]).toEqual([
      200,
      `attachment; filename="banfei-deal-${deal.number}-severe.xlsx"`,
    ]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(rawPayload).buffer);
    const texts = book.worksheets.flatMap((page) => JSON.stringify(page.getSheetValues())).join();
    for (const { label } of deal.participants) expect(texts).not.toContain(label);
    expect(texts).toContain('不是法律结论');
    const [record] = await ownerRows<{ figure: string; rows: number; sha256: Buffer }>(
      app.database.ownerUrl,
      `select figure, rows, sha256 from figure_exports where figure = 'dealWorkbook'`,
    );
    expect(record).toEqual({ figure: 'dealWorkbook', rows: severe.periods.length, sha256: sha256(rawPayload) });
    const unissued = await open();
    for (const path of ['term-sheet', 'workbook.xlsx'])
      expect((await officer.get(`/api/deals/${unissued.id}/${path}`)).body.error.code).toBe('DEAL_FLOWS_NONE');
  });

  it('that differs from the rows by a fen is refused with the difference, absurd terms with their field', async () => {
    const { officer, open, add, advance, receiveAll, approve } = bench;
    let deal = await open();
    const say = (path: string, body: object) => officer.send('POST', `/api/deals/${deal.id}/${path}`, body);
    deal = await advance(await receiveAll(await advance(await add(deal, 'firm1'))));
    const candidateIds = deal.candidates.map(({ id }) => id);
    deal = await receiveAll(deal);
    deal = await approve(await must(say('pool-proposal', { version: deal.version, candidateIds })));
    for (const _ of ['rating', 'filing', 'issuing']) deal = await receiveAll(await advance(deal));
    const issue = (terms: object, amountFen = deal.rowsFen) =>
      say('issue-proposal', {
        version: deal.version,
        amountFen,
        issuedOn: '2026-01-15',
        terms: { ...TERMS, ...terms },
      });
    expect((await issue({}, deal.rowsFen + 1)).body.error).toMatchObject({
      code: 'DEAL_TOTAL_DIFFERS',
      facts: { difference: '0.01' },
    });
    expect((await officer.get(`/api/deals/${deal.id}/term-sheet`)).body.error.code).toBe('DEAL_FLOWS_NONE');
    expect((await issue({ months: 13 })).body.error.facts.field).toBe('terms.months');
    expect((await issue({ closing: '1980-01-15' })).body.error.facts.field).toBe('terms.closing');
    // Whoever decides reads the sheet of what is proposed; approval stores the same to the fen.
    deal = await must(issue({}));
    const read = async () => (await officer.get(`/api/deals/${deal.id}/term-sheet?scenario=stressed`)).body;
    const { approved, asOf, ...draft } = await read();
    expect([approved, draft.tranches.length, draft.periods.length > 0]).toEqual([false, 2, true]);
    deal = await approve(deal);
    const { approved: since, asOf: later, ...final } = await read();
    expect([since, later >= asOf]).toEqual([true, true]);
    expect(final).toEqual(draft);
  });
});

describe('a pool', () => {
  it('that takes too long is given up, and nothing waits for it', async () => {
    const computer = createComputer(0.001);
    const question = { candidates: [], limits: [], least: 1n, most: 2n };
    await expect(computer.choosePool(question)).rejects.toMatchObject({ code: 'DEAL_SOLVER_STOPPED' });
    await computer.stop();
  });

  it('is chosen with the limit named that binds, and lapsed rights left out', async () => {
    const { officer, open, add } = bench;
    let deal = await open();
    const choose = (limits: object, leastFen = 2_000_000_00) =>
      officer.send('POST', `/api/deals/${deal.id}/pool-choice`, {
        leastFen,
        mostFen: 3_000_000_00,
        limits: { ...NO_LIMITS, ...limits },
      });
    expect((await choose({})).body.error.code).toBe('DEAL_CANDIDATES_NONE');
    deal = await add(deal, 'firm1', { risk: '0.001', principalFen: 2_000_000_00 });
    deal = await add(deal, 'firm2', { risk: '0.02', principalFen: 1_000_000_00 });
    deal = await add(deal, 'firm3', { risk: '0.001', principalFen: 1_000_000_00, legalState: 'lapsed' });
    const [one, two, three] = ['firm1', 'firm2', 'firm3'].map(
      (name) => deal.candidates.find(({ firm }) => firm.id === bench.app.district.firms[name as 'firm1'])?.id, // of the list above
    );
    expect((await choose({})).body).toMatchObject({
      found: true,
      candidateIds: [one],
      excluded: [{ candidateId: three }],
    });
    const { body } = await choose({ firms: 2 });
    expect(body).toMatchObject({ found: true, principalFen: 3_000_000_00 });
    expect([...body.candidateIds].sort()).toEqual([one, two].sort());
    expect(body.limits).toMatchObject([{ id: 'firms', binding: true, value: '2.0000', level: '2' }]);
    const none = await choose({ firmShare: '0.4' });
    const old = (await choose({ expiresAfter: '1980-01-01' })).body.error;
    expect(old).toMatchObject({ code: 'DEAL_TERMS' });
    expect(old.message.zh).toContain('limits[0].date');
    expect(none.body).toMatchObject({ found: false, limits: [{ id: 'firmShare', binding: true }] });
  });
});

const waitFor = async (id: string, is: (state: string) => boolean) => {
  for (;;) {
    const [run] = (await bench.officer.get(`/api/deals/${id}`)).body.runs;
    if (is(run.state)) return run;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

describe('a computation', () => {
  it('runs three scenarios and a simulation in a thread, repeats them to the fen, and can be stopped', async () => {
    const { officer, open, add } = bench;
    let deal = await open();
    for (const firm of ['firm1', 'firm2', 'firm3'] as const) deal = await add(deal, firm);
    const candidateIds = deal.candidates.map(({ id }) => id);
    const start = (paths: number) => {
      bench.app.time.now += 1000;
      return officer.send('POST', `/api/deals/${deal.id}/runs`, { candidateIds, terms: TERMS, paths });
    };
    expect((await start(4000)).status).toBe(200);
    const first = await waitFor(deal.id, (state) => state !== 'running');
    expect(first).toMatchObject({ state: 'done', pathsDone: 4000 });
    const { scenarios, simulation } = first.result;
    expect(scenarios.map(({ id }: { id: string }) => id)).toEqual(['agreed', 'stressed', 'severe']);
    expect(scenarios[0].tranches[0]).toMatchObject({ class: 'senior', lossFen: 0 });
    expect(simulation.poolExpectedDefaultFen).toBeGreaterThan(0);
    await start(4000);
    expect((await waitFor(deal.id, (state) => state !== 'running')).result).toEqual(first.result);

    expect((await start(1_000_000)).status).toBe(200);
    expect((await start(1)).body.error.code).toBe('DEAL_RUN_WAITING');
    const { id } = await waitFor(deal.id, () => true);
    const cancel = () => officer.send('POST', `/api/deal-runs/${id}/cancellation`, {});
    expect((await cancel()).body.runs[0].state).toBe('canceled');
    expect((await cancel()).body.error.code).toBe('DEAL_RUN_OVER');
    // One whose process is gone is given up; this one's thread has to end first.
    await expect.poll(() => bench.app.app.desk.living.has(id)).toBe(false);
    await ownerRows(
      bench.app.database.ownerUrl,
      `update deal_runs set state = 'running', ended_at = null, beat_at = beat_at - interval '1 hour' where id = $1`,
      [id],
    );
    await ownerRows(bench.app.database.ownerUrl, `delete from register_events where subject_id = $1 and seq = 2`, [id]);
    await ownerRows(bench.app.database.ownerUrl, `delete from leaves where subject_id = $1 and seq = 2`, [id]);
    expect(await endLostRuns(bench.app.app.desk, 1)).toBe(1);
    expect((await waitFor(deal.id, () => true)).state).toBe('failed');
  });
});

describe('reports of a servicer', () => {
  it('stand beside the plan, turn a trigger amber, open a matter, and are corrected by reversal only', async () => {
    const { officer, app, issued, report } = bench;
    let deal = await issued();
    const refused = async (csv: string) => (await report(deal, csv)).body.error;
    expect(await refused(reportOf(deal, 2))).toMatchObject({ code: 'REPORT_PERIOD', facts: { expected: 1 } });
    expect((await refused(reportOf(deal, 1).replace('实收本金', '本息'))).code).toBe('REPORT_COLUMN');
    expect(await refused(reportOf(deal, 1).replace(/,0\.00,0\.00$/, ',-1,0'))).toMatchObject({
      code: 'REPORT_UNREADABLE',
      facts: { line: 4, columnZh: '回收', found: '-1' },
    });
    expect((await refused(reportOf(deal, 1).split('\r\n').slice(0, 3).join('\r\n'))).code).toBe('REPORT_UNREADABLE');
    expect((await refused(reportOf(deal, 1, (line) => ({ ...line, principal: 9_000_000_00 })))).code).toBe(
      'REPORT_OVERPAID',
    );

    deal = await must(report(deal, reportOf(deal, 1)));
    expect(deal.triggers.map(({ color }) => color)).toEqual(['green', 'green']);
    expect((await refused(reportOf(deal, 1))).code).toBe('REPORT_TWICE');
    // The second company pays little in the second period.
    const short = reportOf(deal, 2, (line) =>
      line.number === 2 ? { principal: line.principal - 400_000_00, interest: 0 } : line,
    );
    deal = await must(report(deal, short));
    const amber = deal.triggers.find(({ period, id }) => period === 2 && id === 'coverage');
    expect(amber).toMatchObject({ color: 'amber', level: '1.0200' });
    expect(deal.warnings).toBe(1);
    const matter = (await officer.get(`/api/matters/${amber?.matter}`)).body;
    expect(matter).toMatchObject({ channel: 'district', owner: { id: app.district.posts.equipment } });
    expect(matter.firm.name).toBe(deal.participants[1]?.label);
    expect(deal.companies[1]?.paidFen).toBeLessThan(deal.companies[1]?.planFen ?? 0);
    expect(await found()).toEqual([]);

    const standing = (period: number) =>
      deal.reports.find((each) => each.period === period && !each.reversed && each.reversesId === null)?.id;
    const reverse = (id: string | undefined) =>
      officer.send('POST', `/api/servicer-reports/${id}/reversal`, { version: deal.version, reason: '服务机构更正' });
    expect((await reverse(standing(1))).body.error.code).toBe('REPORT_REVERSED');
    deal = await must(reverse(standing(2)));
    expect(deal.reports).toHaveLength(3);
    expect(deal.periods[1]).toMatchObject({ reported: false, paidPrincipalFen: 0 });
    expect(deal.warnings).toBe(0);
    deal = await must(report(deal, reportOf(deal, 2)));
    expect(deal.triggers.every(({ color }) => color === 'green')).toBe(true);
    // The same file may come again once its first taking down was reversed.
    deal = await must(reverse(standing(2)));
    deal = await must(report(deal, short));
    expect(deal.triggers.find(({ period, id }) => period === 2 && id === 'coverage')?.matter).toBe(amber?.matter);
    expect(await found()).toEqual([]);
  });
});

describe('the check', () => {
  it('finds every planted fault', async () => {
    const { app } = bench;
    const plant = (statement: string) => ownerRows(app.database.ownerUrl, statement);
    const faults: readonly (readonly [string, string, string])[] = [
      [
        'I-DEAL-total',
        'update deals set issued_fen = issued_fen + 1 where issued_fen is not null',
        'update deals set issued_fen = issued_fen - 1 where issued_fen is not null',
      ],
      [
        'I-DEAL-two',
        `update deal_proposals set amount_fen = amount_fen + 1 where kind = 'issue'`,
        `update deal_proposals set amount_fen = amount_fen - 1 where kind = 'issue'`,
      ],
      [
        'I-DEAL-reverse',
        'update servicer_lines set interest_fen = interest_fen - 1 where interest_fen < 0',
        'update servicer_lines set interest_fen = interest_fen + 1 where interest_fen < 0',
      ],
      [
        'I-DEAL-paper',
        `update deal_papers set reference = null, received_at = null where kind = 'ratingReport'`,
        `update deal_papers set reference = 'x', received_at = now() where kind = 'ratingReport'`,
      ],
      ['I-DEAL-record', 'update deals set version = version + 1', 'update deals set version = version - 1'],
      [
        'I-LINK-deals',
        `update firms set ended_on = '2026-01-01' where id in (select firm_id from deal_candidates where state = 'in')`,
        'update firms set ended_on = null',
      ],
      [
        'I-DEAL-paid',
        'update servicer_lines set principal_fen = principal_fen + 1000000000000 where principal_fen > 0',
        '',
      ],
    ];
    expect(await found()).toEqual([]);
    for (const [id, broken, mended] of faults) {
      await plant(broken);
      expect(await found(), id).toContain(id);
      if (mended === '') continue;
      await plant(mended);
      expect(await found(), id).not.toContain(id);
    }
  });
});
