import type { CandidateDetail, PoolBoard } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { checkPool } from './check.ts';

let app: TestApp;
let officer: Client;
let manager: Client;
let stranger: Client;

beforeAll(async () => {
  app = await testApp();
  officer = await app.signIn('equipment');
  manager = await app.signIn('manager');
  stranger = await app.signIn('land');
});
afterAll(() => app.close());

async function must(answer: ReturnType<Client['send']>): Promise<CandidateDetail> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}
const say = (by: Client, { id }: { id: string }, path: string, body: object) =>
  by.send('POST', `/api/candidates/${id}/${path}`, body);
const refused = async (answer: ReturnType<Client['send']>) => (await answer).body.error;
const enter = (firm: 'firm1' | 'firm2' | 'firm3', by = officer) =>
  by.send('POST', '/api/candidates', {
    firmId: app.district.firms[firm],
    board: 'star',
    postId: by === manager ? app.district.posts.equipment : null,
    on: '2026-01-05',
    reference: '推荐表 1 号',
  });
const papersFor = ({ possible }: CandidateDetail, to: string) =>
  (possible.find((move) => move.to === to)?.items ?? [])
    .filter(({ reference }) => reference === null)
    .map(({ item }) => ({ item, reference: `档案 ${item}` }));
const move = (candidate: CandidateDetail, to: string, given: object = {}, by = officer) =>
  say(by, candidate, 'moves', {
    version: candidate.version,
    to,
    on: '2026-11-20',
    cause: '',
    evidence: papersFor(candidate, to),
    ...given,
  });
const found = async () =>
  (await checkPool(app.database.db, 1)).filter(({ violations }) => violations > 0).map(({ id }) => id);

describe('a candidate', () => {
  it('goes forward with evidence, back with a cause, and its history says so', async () => {
    let candidate = await must(enter('firm1'));
    expect((await enter('firm1')).body.error.code).toBe('POOL_TWICE');
    expect(candidate).toMatchObject({ stage: 'reserve', missing: 2, mine: true, dwellDays: 322 });
    expect(candidate.history).toMatchObject([{ kind: 'enter', evidence: [{ reference: '推荐表 1 号' }] }]);

    expect(await refused(move(candidate, 'restructure', { evidence: [] }))).toMatchObject({
      code: 'POOL_EVIDENCE_MISSING',
      facts: { missing: 2, itemZh: '规范性体检报告' },
    });
    expect((await refused(move(candidate, 'rejected'))).code).toBe('POOL_MOVE');
    expect((await refused(move(candidate, 'restructure', { on: '2026-11-24' }))).code).toBe('POOL_DAY');
    expect((await refused(move(candidate, 'restructure', {}, stranger))).code).toBe('POOL_NOT_YOURS');
    const version = candidate.version + 1;
    expect((await refused(move({ ...candidate, version }, 'restructure'))).code).toBe('POOL_VERSION');

    // One paper comes ahead of the move, the other with it.
    const paper = { version: candidate.version, item: 'complianceReview', reference: '体检报告 7 号' };
    candidate = await must(say(officer, candidate, 'evidence', paper));
    expect(candidate.missing).toBe(1);
    const again = { ...paper, version: candidate.version };
    expect((await refused(say(officer, candidate, 'evidence', again))).code).toBe('POOL_PAPER_FILED');
    expect((await refused(say(officer, candidate, 'evidence', { ...again, item: 'nothing' }))).code).toBe(
      'INPUT_INVALID',
    );
    candidate = await must(move(candidate, 'restructure', { on: '2026-06-01' }));
    expect(candidate).toMatchObject({ stage: 'restructure', since: '2026-06-01' });
    expect(candidate.history[1]?.evidence.map(({ reference }) => reference)).toEqual([
      '体检报告 7 号',
      '档案 restructurePlan',
    ]);

    expect((await refused(move(candidate, 'reserve'))).code).toBe('POOL_CAUSE_MISSING');
    candidate = await must(move(candidate, 'coachingFiling', { on: '2026-09-01' }));
    expect(await refused(move(candidate, 'application'))).toMatchObject({
      code: 'POOL_TOO_SOON',
      facts: { earliest: '2026-12-01' },
    });
    candidate = await must(move(candidate, 'restructure', { cause: '更换保荐机构', on: '2026-11-01' }, manager));
    expect(candidate.history.map(({ kind }) => kind)).toEqual(['enter', 'forward', 'forward', 'back']);
    expect(candidate.dwell).toEqual([
      { stage: 'reserve', days: 147, visits: 1 },
      { stage: 'restructure', days: 92 + 22, visits: 2 },
      { stage: 'coachingFiling', days: 61, visits: 1 },
    ]);
    // A paper of an earlier stay does not count for the next one.
    expect(candidate.missing).toBe(4);
    expect(await found()).toEqual([]);
  });

  it('has a plan whose tasks are requests with an owner and a day', async () => {
    let candidate = await must(enter('firm2', manager));
    expect(candidate.plan.map(({ task, matter }) => [task, matter])).toEqual([
      ['compliance', null],
      ['team', null],
    ]);
    const task = { task: 'team', postId: app.district.posts.land, dueOn: '2026-12-03' };
    const open = (tasks: object[]) => say(officer, candidate, 'tasks', { version: candidate.version, tasks });
    expect((await refused(open([{ ...task, dueOn: '2026-01-01' }]))).code).toBe('INPUT_INVALID');
    candidate = await must(open([task]));
    expect((await refused(open([task]))).code).toBe('POOL_TASK_OPEN');
    expect(candidate.next).toEqual({
      name: { zh: '选定保荐机构、律师和会计师', en: expect.any(String) },
      dueOn: '2026-12-03',
      late: false,
    });
    const number = candidate.plan.find((each) => each.task === 'team')?.matter?.number;
    const matter = (await officer.get(`/api/matters/${number}`)).body;
    expect(matter).toMatchObject({ channel: 'district', owner: { id: app.district.posts.land } });
    expect(matter.firm.id).toBe(app.district.firms.firm2);
    const board: PoolBoard = (await officer.get('/api/pool')).body;
    expect(board.stages.reduce((sum, { count }) => sum + count, 0)).toBe(board.candidates.length);
    expect(board.candidates.find(({ id }) => id === candidate.id)?.next?.dueOn).toBe('2026-12-03');
  });

  it('keeps what is confidential from lists and pages, marks who reads it, and takes each reading down', async () => {
    let candidate = await must(enter('firm3'));
    const secret = '拟报告期净利润 5,400 万元';
    candidate = await must(
      say(officer, candidate, 'facts', { version: candidate.version, text: secret, confidential: true }),
    );
    expect(candidate.facts).toMatchObject([{ text: null, confidential: true }]);
    const everything = await Promise.all([officer.get('/api/pool'), manager.get(`/api/candidates/${candidate.id}`)]);
    expect(JSON.stringify(everything)).not.toContain('5,400');
    const leaves = await ownerRows(
      app.database.ownerUrl,
      `select 1 from register_events where payload::text like '%5,400%'`,
    );
    expect(leaves).toEqual([]);
    expect((await refused(say(stranger, candidate, 'readings', {}))).code).toBe('POOL_NOT_YOURS');
    const read = (await say(officer, candidate, 'readings', {})).body;
    expect(read.facts).toMatchObject([{ text: secret }]);
    expect(read.watermark.zh).toMatch(/^内控 · equipment（演示） · /);
    candidate = (await officer.get(`/api/candidates/${candidate.id}`)).body;
    expect(candidate.readings).toMatchObject([{ facts: 1, by: { en: 'equipment (demo)' } }]);

    // Whoever keeps away neither acts nor reads, and does not work for it.
    const engage = (name: string) =>
      say(manager, candidate, 'engagements', {
        version: candidate.version,
        name,
        kind: 'lawFirm',
        since: '2026-11-01',
      });
    candidate = await must(engage('演示律所甲'));
    expect((await refused(engage('演示律所甲'))).code).toBe('POOL_ENGAGED');
    const intermediaryId = candidate.engagements[0]?.intermediaryId ?? '';
    const recuse = (by: Client, id: string | null) =>
      say(by, candidate, 'recusals', { version: candidate.version, intermediaryId: id, reason: '持有其股份' });
    candidate = await must(recuse(manager, intermediaryId));
    expect(candidate.engagements[0]?.recused).toBe('持有其股份');
    candidate = await must(recuse(officer, null));
    expect(candidate).toMatchObject({ recused: true, mayRead: false });
    expect((await refused(say(officer, candidate, 'readings', {}))).code).toBe('POOL_RECUSED');
    expect((await refused(move(candidate, 'left', { cause: '不再上市' }))).code).toBe('POOL_RECUSED');
    candidate = await must(move(candidate, 'left', { cause: '不再上市' }, manager));
    candidate = await must(move(candidate, 'reserve', { cause: '重新启动', on: '2026-11-21' }, manager));
    expect(candidate.history.at(-1)).toMatchObject({ kind: 'return', from: 'left', to: 'reserve' });
    expect(await found()).toEqual([]);
  });
});

describe('the end of a company', () => {
  it('takes its candidate out of the pool in the same transaction', async () => {
    const firmId = app.district.firms.firm2;
    const ended = await manager.send('POST', `/api/firms/${firmId}/ending`, {
      document: '注销通知 1 号',
      endedOn: '2026-11-20',
    });
    expect(ended.body.links).toContainEqual({ kind: 'candidate', moved: 0, ended: 1, kept: 0 });
    const board: PoolBoard = (await officer.get('/api/pool')).body;
    expect(board.candidates.find(({ firm }) => firm.id === firmId)?.stage).toBe('left');
    expect(await found()).toEqual([]);
  });
});

describe('the check', () => {
  it('finds every planted fault', async () => {
    const faults: readonly (readonly [string, string, string])[] = [
      ['I-POOL-stage', `update candidates set since = since - 1`, `update candidates set since = since + 1`],
      [
        'I-POOL-chain',
        `update candidate_moves set moved_on = moved_on + 4000 where kind = 'enter'`,
        `update candidate_moves set moved_on = moved_on - 4000 where kind = 'enter'`,
      ],
      [
        'I-POOL-paper',
        `update candidate_papers set item = 'x' where item = 'restructurePlan'`,
        `update candidate_papers set item = 'restructurePlan' where item = 'x'`,
      ],
      [
        'I-POOL-read',
        `update register_events set subject = 'x' where subject = 'candidateReading'`,
        `update register_events set subject = 'candidateReading' where subject = 'x'`,
      ],
      [
        'I-POOL-recused',
        `update candidate_recusals set at = at - interval '1 year'`,
        `update candidate_recusals set at = at + interval '1 year'`,
      ],
      ['I-POOL-record', 'update candidates set version = version + 1', 'update candidates set version = version - 1'],
      [
        'I-LINK-pool',
        `update firms set ended_on = '2026-01-01' where id in (select firm_id from candidates where stage = 'reserve')`,
        'update firms set ended_on = null',
      ],
    ];
    expect(await found()).toEqual([]);
    for (const [id, broken, mended] of faults) {
      await ownerRows(app.database.ownerUrl, broken);
      expect(await found(), id).toContain(id);
      await ownerRows(app.database.ownerUrl, mended);
      if (id !== 'I-LINK-pool') expect(await found(), id).toEqual([]);
    }
  });
});
