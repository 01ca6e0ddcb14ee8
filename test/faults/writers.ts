import { type Chance, chance } from '../../server/src/app/demo/random.ts';
import { newId } from '../../server/src/platform/ids.ts';
import { type Login, PASSWORD } from '../../server/test/district.ts';

/** A write as its sender knows it, noted before it is sent for the first time. */
export interface Entry {
  readonly key: string;
  readonly kind: 'raise' | 'reply' | 'supplement';
  /** Words that stand in no other write. */
  readonly marker: string;
  readonly by: Login;
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  sent: number;
  /** The answer that made it a promise; null while the outcome is unknown. */
  answer: { readonly status: number; readonly body: string } | null;
}

/** Everything that was ever sent, in the memory of those who sent it: what the database is measured against. */
export type Journal = Entry[];

interface Thread {
  number: string | null;
  writes: number;
}

/** Sends over real connections that are kept open, as pages do. */
export class Sender {
  private readonly cookies = new Map<Login, string>();
  private readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
  }

  async signIn(login: Login): Promise<void> {
    const answer = await this.post('/api/session', newId(), { login, password: PASSWORD }, '');
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (answer.status !== 200 || cookie === undefined)
      throw new Error(`sign-in of ${login}: ${answer.status} ${await answer.text()}`);
    this.cookies.set(login, cookie);
  }

  private post(url: string, key: string, body: unknown, cookie: string): Promise<Response> {
    return fetch(`${this.origin}${url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, cookie },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    });
  }

  /** Sends an entry once. Only an answer below 500 tells its outcome; after anything else it is unknown. */
  async send(entry: Entry): Promise<boolean> {
    entry.sent += 1;
    try {
      const answer = await this.post(entry.url, entry.key, entry.body, this.cookies.get(entry.by) ?? '');
      const body = await answer.text();
      if (answer.status >= 500) return false;
      entry.answer = { status: answer.status, body };
      return true;
    } catch {
      return false;
    }
  }
}

// A matter takes some words and then another one is raised: histories stay as short as real ones are.
const WORDS_PER_MATTER = 8;

function nextEntry(name: string, thread: Thread, luck: Chance): Entry {
  const key = newId();
  const marker = `${name} ${key}`;
  const entry = (kind: Entry['kind'], by: Login, url: string): Entry => ({
    key,
    kind,
    marker,
    by,
    url,
    body: { text: marker },
    sent: 0,
    answer: null,
  });
  if (thread.number === null || thread.writes >= WORDS_PER_MATTER) return entry('raise', 'firm1', '/api/matters');
  return luck.yes(0.6)
    ? entry('reply', 'team1', `/api/matters/${thread.number}/replies`)
    : entry('supplement', 'firm1', `/api/matters/${thread.number}/supplements`);
}

function follow(thread: Thread, entry: Entry): void {
  if (entry.answer === null || entry.answer.status >= 300) return;
  if (entry.kind === 'raise') {
    thread.number = String(JSON.parse(entry.answer.body).number);
    thread.writes = 0;
  } else thread.writes += 1;
}

/** Writers that go on until they are stopped or an outcome stays unknown; what they sent stands in the journal. */
export function startWriters(count: number, sender: Sender, journal: Journal, seed: string): { stop(): Promise<void> } {
  let stopped = false;
  const write = async (index: number): Promise<void> => {
    const luck = chance('writer', seed, index);
    const thread: Thread = { number: null, writes: 0 };
    while (!stopped) {
      const entry = nextEntry(`w${index}`, thread, luck);
      journal.push(entry);
      if (!(await sender.send(entry))) return;
      follow(thread, entry);
    }
  };
  const all = Promise.all(Array.from({ length: count }, (_, index) => write(index)));
  return {
    stop: async () => {
      stopped = true;
      await all;
    },
  };
}

/** Sends what has no outcome again, with the key that it had, until each has one. Gives how many were sent again. */
export async function resend(sender: Sender, journal: Journal): Promise<number> {
  const open = journal.filter(({ answer }) => answer === null);
  await Promise.all(
    open.map(async (entry) => {
      for (let tries = 0; !(await sender.send(entry)); tries += 1) {
        if (tries > 100) throw new Error(`no outcome for ${entry.kind} ${entry.key}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }),
  );
  return open.length;
}
