import type { AreaView, FigureView } from '@banfei/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, MONDAY_TEN, type TestApp, testApp } from '../../../test/app.ts';

const DAY = 86_400_000;

let app: TestApp;
let manager: Client;
let company: Client;
let number: string;

beforeAll(async () => {
  app = await testApp();
  manager = await app.signIn('manager');
  company = await app.signIn('firm1');
  const raised = await company.send('POST', '/api/matters', { text: '货梯停了三天，样机出不去' });
  number = raised.body.number;
});
afterAll(() => app.close());

const value = async (id: string): Promise<number | undefined> => {
  const figures: readonly FigureView[] = (await manager.get('/api/figures')).body.figures;
  return figures.find((figure) => figure.id === id)?.value;
};

describe('figures over HTTP', () => {
  test('a matter that is raised and then forgotten moves from figure to figure', async () => {
    app.time.now = MONDAY_TEN + 1000;
    expect([await value('open'), await value('inHand'), await value('overdue')]).toEqual([1, 1, 0]);
    app.time.now = MONDAY_TEN + 30 * DAY;
    const late = Number(await value('teams')) - Number(await value('teamsOnTime'));
    expect([await value('open'), await value('overdue'), late]).toEqual([1, 1, 1]);
    const rows = (await manager.get('/api/figures/overdue/rows?lang=en')).body;
    expect(rows.rows).toMatchObject([{ number, owner: expect.any(String), phone: expect.stringMatching(/^0571/) }]);
    const { body } = await manager.get('/api/figures');
    expect(body.attention[0]).toMatchObject({ figure: 'overdue', at: rows.rows[0].dueAt });
    app.time.now = MONDAY_TEN;
  });

  test('the map counts what the figures of each area count', async () => {
    app.time.now = MONDAY_TEN + 30 * DAY;
    const areas: readonly AreaView[] = (await manager.get('/api/areas')).body.areas;
    for (const area of areas) {
      const total = async (id: string) => (await manager.get(`/api/figures/${id}/rows?area=${area.number}`)).body.total;
      expect([area.firms, area.open, area.overdue, area.dueToday]).toEqual([
        await total('firms'),
        await total('open'),
        await total('overdue'),
        await total('dueToday'),
      ]);
      expect(area.onTime).toEqual({ met: await total('settledOnTime'), settled: await total('settled') });
    }
    expect(areas.reduce((sum, area) => sum + area.overdue, 0)).toBe(1);
    app.time.now = MONDAY_TEN;
  });

  test('an export is a download under its own name', async () => {
    const { status, headers } = await manager.get('/api/figures/open/rows.xlsx');
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('spreadsheetml');
    expect(headers['content-disposition']).toBe(
      `attachment; filename="banfei.xlsx"; filename*=UTF-8''${encodeURIComponent('在办诉求-2026-11-23.xlsx')}`,
    );
    expect(headers['cache-control']).toBe('no-store');
    expect((await manager.get('/api/figures/open/rows.csv')).body).toContain(`"${number}"`);
  });

  test('companies, administrators and strangers read no figure; officers read and take nothing away', async () => {
    const officer = await app.signIn('team1');
    expect((await officer.get('/api/figures/open/rows')).status).toBe(200);
    for (const path of [
      '/api/figures',
      '/api/figures/open/rows',
      '/api/figures/open/rows.xlsx',
      '/api/figures/open/rows.csv',
    ]) {
      expect((await company.get(path)).body.error.code).toBe('NOT_PERMITTED');
      expect((await app.stranger.get(path)).body.error.code).toBe('NOT_SIGNED_IN');
      if (path.includes('.')) expect((await officer.get(path)).body.error.code).toBe('NOT_PERMITTED');
    }
  });

  test('what cannot be answered is refused by name', async () => {
    expect((await manager.get('/api/figures/sales/rows')).body.error.code).toBe('FIGURE_UNKNOWN');
    expect((await manager.get('/api/figures/open/rows?area=999')).body.error.code).toBe('FIGURE_AREA_UNKNOWN');
    expect((await manager.get('/api/figures/open/rows?cursor=AAAA')).body.error.code).toBe('FIGURE_CURSOR_STALE');
    expect((await manager.get('/api/figures/open/rows?area=-1')).status).toBe(400);
  });
});
