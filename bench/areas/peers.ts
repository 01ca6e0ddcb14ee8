import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Graph } from '@banfei/partition';

/** What a peer answered, and the seconds of processor time that it took. */
export interface Answer {
  readonly parts: readonly number[];
  readonly seconds: number;
  readonly megabytes: number;
}

/** Writes the graph as METIS and the converter of Scotch read it. */
export function write(graph: Graph, file: string): void {
  const lines: string[] = [`${graph.size} ${graph.neighbors.length / 2} 011`];
  for (let v = 0; v < graph.size; v += 1) {
    let line = String(graph.weights[v]);
    for (let at = graph.offsets[v] ?? 0; at < (graph.offsets[v + 1] ?? 0); at += 1)
      line += ` ${(graph.neighbors[at] ?? 0) + 1} ${graph.edgeWeights[at]}`;
    lines.push(line);
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
}

// User time and greatest memory of a command, from the last line that `time` writes.
function timed(command: string, args: readonly string[]) {
  const run = spawnSync('/usr/bin/time', ['-f', '%U %M', command, ...args], { maxBuffer: 2 ** 26 });
  const error = String(run.stderr);
  if (run.status !== 0) throw new Error(`${command}: ${error}`);
  const [user, kilobytes] = (error.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { out: String(run.stdout), seconds: user ?? 0, megabytes: (kilobytes ?? 0) / 1024 };
}

/** METIS in connected parts; the shorter of its user time and of what it says its division alone took. */
export function metis(file: string, parts: number, options: readonly string[]): Answer {
  const { out, seconds, megabytes } = timed('gpmetis', [file, String(parts), '-contig', '-ufactor=30', ...options]);
  const told = Number(/Partitioning:\s+([\d.]+) sec/.exec(out)?.[1] ?? seconds);
  const answer = readFileSync(`${file}.part.${parts}`, 'utf8').trim().split('\n').map(Number);
  return { parts: answer, seconds: Math.max(0.001, Math.min(told, seconds)), megabytes };
}

/** Scotch, which does not promise connected parts; null where it is not installed, or refuses a vertex without weight. */
export function scotch(file: string, parts: number): Answer | null {
  try {
    execFileSync('gcv', ['-ic', '-os', file, `${file}.scotch`], { stdio: 'ignore' });
    const args = [String(parts), `${file}.scotch`, `${file}.map`, '-b0.03'];
    const { seconds, megabytes } = timed('scotch_gpart', args);
    const answer: number[] = [];
    for (const line of readFileSync(`${file}.map`, 'utf8').trim().split('\n').slice(1)) {
      const [vertex, part] = line.split(/\s+/).map(Number);
      answer[vertex ?? 0] = part ?? 0;
    }
    // Chaco counts from 1, and so does what was made of it.
    return { parts: answer.length === 0 || 0 in answer ? answer : answer.slice(1), seconds, megabytes };
  } catch {
    return null;
  }
}
