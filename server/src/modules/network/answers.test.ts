import type { NeedView, SharedNeedView } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { type Exchange, exchange } from '../../../test/exchange.ts';
import { checkNetwork } from './index.ts';

let bench: Exchange;
beforeAll(async () => {
  bench = await exchange();
});
afterAll(() => bench.app.close());

const must = async (answer: ReturnType<Client['send']>) => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
const code = async (answer: ReturnType<Client['send']>) => (await answer).body.error?.code;
const state = (by: Client, more: object = {}): Promise<NeedView> =>
  must(
    by.send('POST', '/api/needs', { kind: 'compute', title: '两周的算力', until: '2026-12-20', shared: true, ...more }),
  );
const others = async (by: Client): Promise<readonly SharedNeedView[]> => (await by.get('/api/shared-needs')).body.needs;
const seen = async (by: Client, id: string) => (await others(by)).find((need) => need.id === id);
const own = async (by: Client, id: string): Promise<NeedView | undefined> =>
  (await by.get('/api/needs')).body.needs.find((need: NeedView) => need.id === id);
const HELP = { words: '夜间有 40 张卡空着', desk: '算力调度台', deskPhone: '0571-0000 0802' };
const answer = (by: Client, id: string, more: object = {}) =>
  by.send('POST', `/api/shared-needs/${id}/answers`, { ...HELP, ...more });
const decide = (by: Client, { id, version }: { id: string; version: number }, more: object = {}) =>
  by.send('POST', `/api/need-answers/${id}/decision`, {
    version,
    agreed: true,
    desk: '研发办公室',
    deskPhone: '0571-0000 0803',
    reason: '',
    ...more,
  });
const asOwner = (statement: string) => ownerRows(bench.app.database.ownerUrl, statement);
const found = async () =>
  (await checkNetwork(bench.app.database.db, 1)).filter(({ violations }) => violations > 0).map(({ id }) => id);

describe('an answer to a need', () => {
  it('tells names and desks to both sides when the one that needs agrees, and to nobody before', async () => {
    const { lab, startup, stranger, manager } = bench;
    const need = await state(startup);
    const hidden = await state(startup, { shared: false, title: '不公开的需求' });
    const nameOf = async (by: Client) => (await by.get('/api/session')).body.firm.name as string; // the fixture has one
    const [startupName, labName] = [await nameOf(startup), await nameOf(lab)];
    expect(await seen(lab, hidden.id)).toBeUndefined();
    expect(await code(answer(lab, hidden.id))).toBe('NOT_FOUND');
    expect(await seen(lab, need.id)).toMatchObject({ title: '两周的算力', answer: null });
    expect(JSON.stringify(await others(lab))).not.toContain(startupName);

    await must(answer(lab, need.id));
    expect(await code(answer(lab, need.id))).toBe('ANSWER_TWICE');
    expect(await code(answer(startup, need.id))).toBe('ANSWER_OWN');
    const asked = (await own(startup, need.id))?.answers[0];
    if (asked === undefined) throw new Error('the need has no answer');
    expect(asked).toMatchObject({ state: 'asked', other: null, may: ['decide'], words: HELP.words });
    expect(JSON.stringify(await own(startup, need.id))).not.toContain(labName);
    expect(JSON.stringify(await own(startup, need.id))).not.toContain(HELP.deskPhone);
    expect(JSON.stringify((await manager.get('/api/needs')).body)).toContain(labName);

    expect(await code(decide(lab, asked))).toBe('NOT_FOUND');
    expect(await code(decide(stranger, asked))).toBe('NOT_FOUND');
    expect(await code(decide(startup, asked, { deskPhone: '' }))).toBe('ANSWER_DESK');
    expect(await code(decide(startup, asked, { agreed: false }))).toBe('ANSWER_REASON');
    expect(await code(decide(startup, { ...asked, version: 4 }))).toBe('ANSWER_VERSION');
    await must(decide(startup, asked));
    expect((await own(startup, need.id))?.answers[0]?.other).toMatchObject({
      unit: { name: { zh: labName } },
      desk: HELP.desk,
      deskPhone: HELP.deskPhone,
    });
    expect((await seen(lab, need.id))?.answer).toMatchObject({
      state: 'agreed',
      other: { unit: { name: { zh: startupName } }, desk: '研发办公室' },
    });
    expect(await code(decide(startup, { ...asked, version: 2 }))).toBe('ANSWER_STATE');
    // A third unit still sees the need without anybody's name.
    expect(JSON.stringify(await others(stranger))).not.toContain(startupName);
    expect(await found()).toEqual([]);
  });

  it('that is declined or taken back can be given again, and ends with its need', async () => {
    const { app, lab, startup } = bench;
    const need = await state(startup, { title: '一间会议室', kind: 'room' });
    const first = (await must(answer(lab, need.id))).needs.find(({ id }: SharedNeedView) => id === need.id).answer;
    expect(first.may).toEqual(['withdraw']);
    const takeBack = (by: Client) => by.send('POST', `/api/need-answers/${first.id}/withdrawal`, { version: 1 });
    expect(await code(takeBack(startup))).toBe('NOT_FOUND');
    await must(takeBack(lab));
    expect((await own(startup, need.id))?.answers).toEqual([]);
    await must(answer(lab, need.id));
    const second = (await own(startup, need.id))?.answers[0];
    if (second === undefined) throw new Error('the need has no answer');
    await must(decide(startup, second, { agreed: false, reason: '时间对不上' }));
    expect((await seen(lab, need.id))?.answer).toMatchObject({ state: 'declined', reason: '时间对不上', other: null });
    app.time.now += 60_000;
    await must(answer(lab, need.id, { words: '换到周五可以' }));
    await must(startup.send('POST', `/api/needs/${need.id}/closing`, {}));
    expect((await seen(lab, need.id))?.answer).toMatchObject({ state: 'ended', other: null });
    expect(await code(answer(lab, need.id))).toBe('NEED_CLOSED');
    expect(await found()).toEqual([]);
  });

  it('is found by the check when it was tampered with', async () => {
    const { lab, startup } = bench;
    const need = await state(startup, { title: '一台示波器', kind: 'instrument' });
    await must(answer(lab, need.id));
    await asOwner(`update need_answers set state = 'agreed', need_desk = '假' where need_id = '${need.id}'`);
    expect(await found()).toEqual(['I-ANSWER']);
    await asOwner(`update need_answers set state = 'asked', need_desk = '' where need_id = '${need.id}'`);
    await asOwner(`update needs set open = false where id = '${need.id}'`);
    expect(await found()).toEqual(['I-LINK-exchange']);
    await asOwner(`update needs set open = true where id = '${need.id}'`);
  });

  it('ends with the company that gave it, and the one that goes on can answer anew', async () => {
    const { app, lab, startup, stranger, manager } = bench;
    const need = await state(startup, { title: '专家半天', kind: 'expert' });
    await must(answer(stranger, need.id));
    const { firm1, firm3 } = app.district.firms;
    const ended = await must(
      manager.send('POST', `/api/firms/${firm3}/ending`, {
        document: '合并协议 2 号',
        endedOn: '2026-11-23',
        intoId: firm1,
      }),
    );
    expect(ended.links).toEqual(expect.arrayContaining([{ kind: 'needAnswer', moved: 0, ended: 1, kept: 0 }]));
    expect((await own(startup, need.id))?.answers).toMatchObject([{ state: 'ended', other: null }]);
    await must(answer(lab, need.id));
    expect(await found()).toEqual([]);
  });
});
