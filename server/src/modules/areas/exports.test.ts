import ExcelJS from 'exceljs';
import { polygonToCells } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type TestApp, testApp } from '../../../test/app.ts';
import { ownerRows } from '../../../test/database.ts';
import { growDistrict } from '../../../test/ground.ts';
import { CELL_RESOLUTION } from './index.ts';

let app: TestApp;
let manager: Client;
let area: ReadonlyMap<string, number>;

beforeAll(async () => {
  app = await testApp();
  area = await growDistrict(app);
  manager = await app.signIn('manager');
});
afterAll(() => app.close());

const bytesOf = async (url: string): Promise<Buffer> => {
  const { statusCode, rawPayload, headers } = await app.app.http.inject({
    method: 'GET',
    url,
    headers: { cookie: manager.cookie },
  });
  expect(statusCode).toBe(200);
  expect(headers['content-disposition']).toContain('attachment');
  return rawPayload;
};

async function rowsOf(url: string): Promise<unknown[][]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(await bytesOf(url)).buffer);
  const rows: unknown[][] = [];
  book.worksheets[0]?.eachRow((row, number) => {
    if (number > 1 && Array.isArray(row.values)) rows.push(row.values.slice(1));
  });
  return rows;
}

describe('a file of areas', () => {
  it('has one row for each area, with companies that add up', async () => {
    const rows = await rowsOf('/api/areas.xlsx');
    expect(rows.map(([number]) => number)).toEqual([1, 2, 3]);
    const cells = [1, 2, 3].map((number) => [...area.values()].filter((each) => each === number).length);
    expect(rows.map((row) => row[4])).toEqual(cells);
    const [placed] = await ownerRows<{ count: number }>(
      app.database.ownerUrl,
      `select count(*)::integer as count from sites where kind = 'head' and cell is not null`,
    );
    expect(rows.reduce((sum, row) => sum + Number(row[5]), 0)).toBe(placed?.count);
  });

  it('draws outlines that hold exactly the cells of each area', async () => {
    const { features } = JSON.parse((await bytesOf('/api/areas.geojson')).toString('utf8'));
    expect(features).toHaveLength(3);
    for (const { id, geometry } of features) {
      const inside = geometry.coordinates.flatMap((polygon: [number, number][][]) =>
        polygonToCells(polygon, CELL_RESOLUTION, true),
      );
      const own = [...area].filter(([, number]) => number === id).map(([cell]) => cell);
      expect(inside.sort()).toEqual(own.sort());
    }
  });

  it('lists the companies of a plan as its page does, and every file leaves its record', async () => {
    const settings = { weights: { firm: 1, staff: 0, matter: 0 }, tolerance: 50, calm: 0 };
    const { body: plan } = await manager.send('POST', '/api/area-plans', { settings });
    const { body: page } = await manager.get(`/api/area-plans/${plan.id}/firms?limit=200`);
    const rows = await rowsOf(`/api/area-plans/${plan.id}/firms.xlsx?lang=en`);
    expect(rows.map(([name]) => name)).toEqual(page.rows.map(({ name }: { name: string }) => name));
    const records = await ownerRows<{ figure: string; format: string; rows: number }>(
      app.database.ownerUrl,
      `select e.figure, e.format, e.rows from figure_exports e join leaves l on l.subject_id = e.id order by e.figure collate "C", e.format`,
    );
    expect(records).toEqual([
      { figure: 'areaPlanFirms', format: 'xlsx', rows: rows.length },
      { figure: 'areas', format: 'geojson', rows: 3 },
      { figure: 'areas', format: 'xlsx', rows: 3 },
    ]);
  });
});
