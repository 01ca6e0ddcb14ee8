import { connect, type Socket } from 'node:net';

/** Requests and answers of one connection, written by hand: the load generator must cost less than what it measures. */
export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Next request as bytes of HTTP/1.1. */
  readonly request: () => string;
  /** Requests per second over all connections; as fast as they are answered when left out. */
  readonly rate?: number;
}

export interface LoadResult {
  readonly answered: number;
  readonly refused: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** End of the first complete answer in the buffer, or -1. Answers of the product carry a content length. */
function answerEnd(buffer: string): { end: number; ok: boolean } | null {
  const head = buffer.indexOf('\r\n\r\n');
  if (head < 0) return null;
  const length = /\r\ncontent-length: (\d+)/i.exec(buffer.slice(0, head));
  const end = head + 4 + Number(length?.[1] ?? 0);
  return buffer.length < end ? null : { end, ok: buffer.startsWith('HTTP/1.1 2') };
}

interface Tally {
  readonly millis: number[];
  refused: number;
}

function runConnection(options: LoadOptions, tally: Tally, until: number, gap: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
    let buffer = '';
    let sentAt = 0;
    let due = performance.now() + Math.random() * gap;
    const send = (): void => {
      if (performance.now() >= until) {
        socket.destroy();
        resolve();
        return;
      }
      // With a fixed rate the latency counts from the planned instant, so that a stall is not hidden by waiting for it.
      const wait = gap === 0 ? 0 : due - performance.now();
      if (wait > 1) {
        setTimeout(send, wait);
        return;
      }
      sentAt = gap === 0 ? performance.now() : due;
      due += gap;
      socket.write(options.request());
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1');
      const answer = answerEnd(buffer);
      if (answer === null) return;
      buffer = buffer.slice(answer.end);
      if (answer.ok) tally.millis.push(performance.now() - sentAt);
      else tally.refused += 1;
      send();
    });
  });
}

/** Keeps the connections busy for some seconds and reports what came back. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const tally: Tally = { millis: [], refused: 0 };
  const began = performance.now();
  const gap = options.rate === undefined ? 0 : (options.connections * 1000) / options.rate;
  const until = began + options.seconds * 1000;
  await Promise.all(Array.from({ length: options.connections }, () => runConnection(options, tally, until, gap)));
  const took = (performance.now() - began) / 1000;
  const sorted = [...tally.millis].sort((a, b) => a - b);
  return {
    answered: sorted.length,
    refused: tally.refused,
    perSecond: sorted.length / took,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? 0,
  };
}
