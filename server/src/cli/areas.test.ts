import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './main.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'banfei-areas-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function banfei(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['areas', ...args], {}, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out, err };
}

// The example of the METIS manual: seven vertices, eleven edges with weights, one weight a vertex.
const MANUAL =
  '7 11 011\n4 5 1 3 2 2 1\n2 1 1 3 2 4 1\n5 5 3 4 2 2 2 1 2\n3 2 1 3 2 6 2 7 5\n1 1 1 3 3 6 2\n6 5 2 4 2 7 6\n2 6 6 4 5\n';

const square = (x: number, y: number) => ({
  type: 'Feature',
  properties: { weight: 1 + x },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
        [x, y],
      ],
    ],
  },
});

describe('banfei areas', () => {
  it('plans a METIS graph and finds the plan good by the independent check', async () => {
    const graph = file('manual.graph', MANUAL);
    const planned = await banfei('plan', '--graph', graph, '--parts', '2', '--tolerance', '0.1');
    expect([planned.code, planned.out.length, planned.err]).toEqual([0, 1, []]);
    const plan = JSON.parse(planned.out[0] ?? '');
    expect(plan).toMatchObject({ contiguous: true, withinTolerance: true, movedWeight: 0 });
    expect(plan.loads.reduce((sum: number, load: number) => sum + load, 0)).toBe(23);
    const checked = await banfei(
      'check',
      '--graph',
      graph,
      '--plan',
      file('plan.json', planned.out[0] ?? ''),
      '--tolerance',
      '0.1',
    );
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.out[0] ?? '')).toMatchObject({ holds: true, cut: plan.cut, uncarried: 0 });
    const list = await banfei('check', '--graph', graph, '--plan', file('list.json', '[0,1,0,1,0,1,0]'));
    expect([list.code, JSON.parse(list.out[0] ?? '').holds]).toEqual([1, false]);
  });

  it('plans a GeoJSON whose features touch along their sides', async () => {
    const features = [square(0, 0), square(1, 0), square(2, 0), square(3, 0)];
    const graph = file('map.json', JSON.stringify({ type: 'FeatureCollection', features }));
    const { code, out } = await banfei(
      'plan',
      '--graph',
      graph,
      '--parts',
      '2',
      '--tolerance',
      '0.3',
      '--time-limit',
      '0.2',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ cut: 1, loads: expect.arrayContaining([6, 4]) });
  });

  it('starts from today’s plan and says what moved', async () => {
    const graph = file('manual.graph', MANUAL);
    const current = file('current.json', '[0,0,0,1,0,1,1]');
    const { out } = await banfei(
      'plan',
      '--graph',
      graph,
      '--parts',
      '2',
      '--tolerance',
      '0.1',
      '--current',
      current,
      '--churn-weight',
      '50',
    );
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ parts: [0, 0, 0, 1, 0, 1, 1], movedWeight: 0 });
  });

  it('gives each part its target, and judges by it', async () => {
    const graph = file('path6.graph', '6 5\n2\n1 3\n2 4\n3 5\n4 6\n5\n');
    const asked = ['--graph', graph, '--parts', '3', '--targets', '3,2,1'];
    const { code, out } = await banfei('plan', ...asked);
    expect([code, JSON.parse(out[0] ?? '').loads]).toEqual([0, [3, 2, 1]]);
    const plan = file('targets.json', out[0] ?? '');
    expect((await banfei('check', ...asked, '--plan', plan)).code).toBe(0);
    expect((await banfei('check', '--graph', graph, '--parts', '3', '--plan', plan)).code).toBe(1);
  });

  it('says when the tolerance cannot be kept, and why', async () => {
    const { code, out, err } = await banfei(
      'plan',
      '--graph',
      file('path.graph', '4 3\n2\n1 3\n2 4\n3\n'),
      '--parts',
      '3',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      withinTolerance: false,
      bound: { kind: 'granularity', atLeast: 0.5 },
    });
    expect(err).toHaveLength(1);
  });

  it.each([
    ['an edge written at one end only', '3 2\n2\n1 3\n1\n', '2', /两头写得不一样/],
    ['a negative weight', '3 2 010\n1 2\n-4 1 3\n1 2\n', '2', /权重是 -4/],
    ['more parts than vertices', '3 2\n2\n1 3\n2\n', '5', /只有 3 个单元/],
    ['a file that ends early', '5 2\n2\n1 3\n2\n', '2', /后面只有 3 行/],
    ['fewer edges than announced', '3 5\n2\n1 3\n2\n', '2', /说有 5 条边/],
    ['ten million vertices', '10000000 2\n2\n1 3\n2\n', '2', /10000000 个顶点/],
    ['a word for a number', '3 2\n2\n1 x\n2\n', '2', /“x”不是数/],
    ['a neighbor that does not exist', '3 2\n2\n1 9\n2\n', '2', /邻居 9/],
    ['a header that is none', 'graph\n', '2', /第一行/],
    ['nine constraints', '3 2 010 9\n1 2\n1 1 3\n1 2\n', '2', /约束数/],
    ['an unconnected graph', '4 2\n2\n1\n4\n3\n', '1', /2 块互不相连/],
    ['a GeoJSON without features', '{"type":"FeatureCollection","features":[]}', '2', /FeatureCollection/],
    ['a GeoJSON that is cut off', '{"type":', '2', /完整的 JSON/],
    [
      'a feature that is no polygon',
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null}]}',
      '1',
      /第 1 个要素/,
    ],
  ])('refuses %s in one sentence of both languages, with exit 2', async (name, text, parts, sentence) => {
    const { code, out, err } = await banfei('plan', '--graph', file(`${name}.graph`, text), '--parts', parts);
    expect([code, out, err.length]).toEqual([2, [], 1]);
    expect(err[0]).toMatch(sentence);
    expect(err[0]).toMatch(/\/ [A-Z0-9]/);
  });

  it('refuses arguments that mean nothing', async () => {
    const graph = file('manual.graph', MANUAL);
    const refused = [
      ['plan', '--graph', graph],
      ['plan', '--parts', '2'],
      ['plan', '--graph', graph, '--parts', 'x'],
      ['plan', '--graph', graph, '--parts', '2', '--balance', 'min'],
      ['plan', '--graph', graph, '--parts', '2', '--tolerance', '-1'],
      ['plan', '--graph', graph, '--parts', '2', '--current', file('short.json', '[0]')],
      ['plan', '--graph', graph, '--parts', '2', '--current', join(folder, 'none.json')],
      ['plan', '--graph', graph, '--parts', '2', '--colour', 'red'],
      ['plan', '--graph', graph, '--parts', '2', '--time-limit', '-1'],
      ['plan', '--graph', graph, '--parts', '2', '--churn-weight', '-5'],
      ['plan', '--graph', graph, '--parts', '2', '--seed', '1.5'],
      ['plan', '--graph', graph, '--parts', '2', '--targets', '1,x'],
      ['plan', '--graph', graph, '--parts', '2', '--targets', '1,2,3'],
      ['check', '--graph', graph, '--plan', file('good.json', '[0,0,0,1,0,1,1]'), '--targets', '1,0'],
      ['plan', '--graph', join(folder, 'none.graph'), '--parts', '2'],
      ['plan', '--graph', folder, '--parts', '2'],
      ['check', '--graph', graph],
      ['check', '--graph', graph, '--plan', file('words.json', '["a"]')],
      ['check', '--graph', graph, '--plan', file('short.json', '[0]')],
    ];
    for (const args of refused)
      expect(await banfei(...args)).toMatchObject({ code: 2, out: [], err: [expect.any(String)] });
  });
});
