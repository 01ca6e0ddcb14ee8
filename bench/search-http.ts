/**
 * Company search over HTTP at a fixed rate against a running demo district of 70,000 companies (`npm start`):
 * fragments of one to four characters, full pinyin, initials and code tails, drawn from companies that exist.
 *
 * A server that only says ok is measured beside it: what the machine itself takes is in both.
 *
 *   npx tsx bench/search-http.ts [--port 8080] [--rate 100] [--seconds 30]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { newId } from '../server/src/platform/ids.ts';
import { type LoadResult, runLoad } from './load.ts';

const option = (name: string, fallback: number): number => {
  const index = process.argv.indexOf(`--${name}`);
  return index < 0 ? fallback : Number(process.argv[index + 1]);
};
const PORT = option('port', 8080);
const RATE = option('rate', 100);
const SECONDS = option('seconds', 30);
const address = `http://127.0.0.1:${PORT}`;

const answer = await fetch(`${address}/api/session`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': newId() },
  body: JSON.stringify({ login: 'counter1', password: 'banfei-demo' }),
});
const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';

interface Hit {
  readonly name: string;
  readonly code: string | null;
}

async function sample(): Promise<Hit[]> {
  const found: Hit[] = [];
  for (const word of ['光', '机器', '医', '云', '智能', '科技', '新材', '数字']) {
    const page = await fetch(`${address}/api/firms/search?q=${encodeURIComponent(word)}&limit=20`, {
      headers: { cookie },
    });
    found.push(...((await page.json()) as { hits: Hit[] }).hits); // the contract of the operation
  }
  return found;
}

/** Initials and full pinyin of words that many names hold. */
const LETTERS = ['jqr', 'guangxue', 'znkj', 'jiqiren', 'yxkj'];

/** What people type: mostly two or three characters, then letters, then the end of a code. */
function questions(hits: readonly Hit[]): string[] {
  return hits.flatMap(({ name, code }) => {
    const characters = [...name].filter((character) => /\p{Script=Han}/u.test(character));
    const [two, three] = [characters.slice(0, 2).join(''), characters.slice(1, 4).join('')];
    return [two, two, two, three, code?.slice(-4) ?? two, ...LETTERS.slice(two.length % 3, (two.length % 3) + 2)];
  });
}

const words = questions(await sample());
let next = 0;
const request = (): string => {
  const word = words[next++ % words.length] ?? '光学';
  return `GET /api/firms/search?q=${encodeURIComponent(word)}&limit=10 HTTP/1.1\r\nhost: 127.0.0.1:${PORT}\r\ncookie: ${cookie}\r\n\r\n`;
};
const show = ({ answered, refused, p50, p99, max }: LoadResult): string =>
  `${answered} answers at ${RATE}/s, ${refused} refused, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, max ${max.toFixed(2)} ms`;

/** The machine's own share: a server that only says ok, in a process of its own, under the same load. */
async function floor(): Promise<LoadResult> {
  const server = `require('node:http').createServer((_, answer) => answer.writeHead(200, { 'content-length': 2 }).end('ok')).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;
  const child = spawn(process.execPath, ['-e', server], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer]; // the port, as the line above prints it
    const port = Number(String(line));
    const bare = () => `GET / HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`;
    return await measured(port, bare);
  } finally {
    child.kill();
  }
}

async function measured(port: number, ask: () => string): Promise<LoadResult> {
  await runLoad({ port, connections: 8, seconds: 3, request: ask, rate: RATE });
  return runLoad({ port, connections: 8, seconds: SECONDS, request: ask, rate: RATE });
}

console.log(`search over HTTP: ${show(await measured(PORT, request))}; goal p99 5 ms`);
console.log(`a server that only says ok: ${show(await floor())}`);
