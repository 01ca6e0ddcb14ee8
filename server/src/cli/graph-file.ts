import { readFile, stat } from 'node:fs/promises';
import { type Graph, graphOf } from '@banfei/partition';
import { bordersOf } from './geojson-borders.ts';

/** A sentence in both languages that says what is wrong with a file, with which values, and what to do. */
export class FileFault extends Error {}

const MOST_VERTICES = 4_000_000;
// Text of more than 512 MB does not fit into one string.
const MOST_BYTES = 500 * 1024 * 1024;

interface Header {
  readonly vertices: number;
  readonly edges: number;
  readonly sized: boolean;
  readonly constraints: number;
  readonly edgeWeights: boolean;
}

// The header of METIS: vertices, edges, fmt (three digits: sizes, vertex weights, edge weights), constraints.
function headerOf(line: string): Header {
  const words = line.trim().split(/\s+/);
  const [vertices = Number.NaN, edges = Number.NaN] = words.map(Number);
  const fmt = (words[2] ?? '0').padStart(3, '0');
  if (!Number.isInteger(vertices) || vertices < 1 || !Number.isInteger(edges) || edges < 0 || !/^[01]{3}$/.test(fmt))
    throw new FileFault(
      `第一行应是“顶点数 边数 [格式 [约束数]]”，现在是“${line.slice(0, 60)}”。/ The first line must read “vertices edges [fmt [ncon]]”; it reads “${line.slice(0, 60)}”.`,
    );
  if (vertices > MOST_VERTICES)
    throw new FileFault(
      `图有 ${vertices} 个顶点，最多 ${MOST_VERTICES} 个。先合并成更大的单元再划分。/ The graph has ${vertices} vertices; ${MOST_VERTICES} at most. Join them to larger units first.`,
    );
  const weighted = fmt[1] === '1';
  const constraints = weighted ? Number(words[3] ?? 1) : 1;
  if (!Number.isInteger(constraints) || constraints < 1 || constraints > 8)
    throw new FileFault(
      `约束数要在 1 到 8 之间，现在是“${words[3]}”。/ The number of constraints must be 1 to 8; it is “${words[3]}”.`,
    );
  return {
    vertices,
    edges,
    sized: fmt[0] === '1',
    constraints: weighted ? constraints : 0,
    edgeWeights: fmt[2] === '1',
  };
}

/** Numbers of one line, checked: every one a finite number. */
function numbersOf(line: string, vertex: number): number[] {
  const words = line.split(/\s+/).filter((word) => word !== '');
  const numbers = words.map(Number);
  const wrong = numbers.findIndex((each) => !Number.isFinite(each));
  if (wrong !== -1)
    throw new FileFault(
      `第 ${vertex} 个顶点那一行的“${words[wrong]?.slice(0, 30)}”不是数。/ The line of vertex ${vertex} holds “${words[wrong]?.slice(0, 30)}”, which is not a number.`,
    );
  return numbers;
}

const negative = (vertex: number, found: number): FileFault =>
  new FileFault(
    `第 ${vertex} 个顶点的权重是 ${found}，权重要大于等于 0。/ Vertex ${vertex} has the weight ${found}; weights are 0 or more.`,
  );

/** Reads a METIS graph: one line a vertex with its weights, then its neighbors counted from 1, each with an edge weight if asked. */
function metisGraph(text: string): Graph {
  // The header is judged before the lines are told apart, so that a graph far too large is refused at once.
  const header = headerOf(/^(?:%[^\n]*\n)*([^\n]*)/.exec(text)?.[1] ?? '');
  const lines = text.split('\n').filter((line) => !line.startsWith('%'));
  const rows = lines.slice(1, header.vertices + 1);
  if (
    rows.length < header.vertices ||
    (rows.length === header.vertices && lines.slice(header.vertices + 1).some((line) => line.trim() !== ''))
  )
    throw new FileFault(
      `第一行说有 ${header.vertices} 个顶点，后面只有 ${lines.slice(1).filter((line) => line.trim() !== '').length} 行。文件可能没有传完。/ The first line announces ${header.vertices} vertices, but ${lines.slice(1).filter((line) => line.trim() !== '').length} lines follow. The file may be cut off.`,
    );
  const count = Math.max(1, header.constraints);
  const offsets = new Int32Array(header.vertices + 1);
  const neighbors = new Int32Array(header.edges * 2);
  const edgeWeights = new Float64Array(header.edges * 2).fill(1);
  const weights = new Float64Array(header.vertices * count).fill(1);
  let end = 0;
  rows.forEach((row, v) => {
    const numbers = numbersOf(row, v + 1);
    let at = header.sized ? 1 : 0;
    for (let c = 0; c < header.constraints; c += 1) {
      const weight = numbers[at] ?? Number.NaN;
      if (!(weight >= 0)) throw negative(v + 1, weight);
      weights[v * count + c] = weight;
      at += 1;
    }
    for (const stride = header.edgeWeights ? 2 : 1; at < numbers.length; at += stride) {
      const u = numbers[at] ?? 0;
      if (!Number.isInteger(u) || u < 1 || u > header.vertices)
        throw new FileFault(
          `第 ${v + 1} 个顶点的邻居 ${u} 不在 1 到 ${header.vertices} 之间。/ Vertex ${v + 1} names the neighbor ${u}, which is not within 1 to ${header.vertices}.`,
        );
      if (end < neighbors.length) {
        neighbors[end] = u - 1;
        if (header.edgeWeights) edgeWeights[end] = numbers[at + 1] ?? Number.NaN;
        if (!((edgeWeights[end] ?? 0) >= 0)) throw negative(v + 1, edgeWeights[end] ?? Number.NaN);
      }
      end += 1;
    }
    offsets[v + 1] = end;
  });
  if (end !== header.edges * 2)
    throw new FileFault(
      `第一行说有 ${header.edges} 条边，行里写了 ${end / 2} 条（每条边要在两端各写一次）。/ The first line announces ${header.edges} edges, the lines hold ${end / 2} (each edge is written at both of its ends).`,
    );
  return { size: header.vertices, constraints: count, offsets, neighbors, edgeWeights, weights };
}

/** Reads a GeoJSON of polygons with `weight` properties: two features are neighbors when they share a border. */
function geojsonGraph(text: string): Graph {
  const found = bordersOf(text);
  if (!found.ok) throw new FileFault(found.sentence);
  return graphOf(found.neighbors, found.weights);
}

/** Reads a graph from a file of either kind; throws a FileFault with one clear sentence. */
export async function readGraph(path: string): Promise<Graph> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) throw new FileFault(`没有文件“${path}”。/ There is no file “${path}”.`);
  const { size } = found;
  if (size > MOST_BYTES)
    throw new FileFault(
      `文件有 ${Math.round(size / 1048576)} MB，最多 ${MOST_BYTES / 1048576} MB。/ The file has ${Math.round(size / 1048576)} MB; ${MOST_BYTES / 1048576} MB at most.`,
    );
  const text = await readFile(path, 'utf8');
  return text.trimStart().startsWith('{') ? geojsonGraph(text) : metisGraph(text);
}
