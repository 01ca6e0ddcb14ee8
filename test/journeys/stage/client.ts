import { randomUUID } from 'node:crypto';

export const PASSWORD = 'banfei-demo';

export interface Answer {
  readonly status: number;
  // Tests look into answers freely; the product's own types are checked by the schemas of the operations.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

/** The same doors that the pages use, for setting a stage and for asking what the server knows. */
export interface Client {
  readonly cookie: string;
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
  remove(path: string): Promise<Answer>;
}

async function ask(url: string, init: RequestInit): Promise<Answer & { readonly cookie: string }> {
  const response = await fetch(url, init);
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') === true && text !== '';
  return {
    status: response.status,
    body: json ? JSON.parse(text) : text,
    cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  };
}

const key = () => ({ 'idempotency-key': randomUUID() });
const json = { 'content-type': 'application/json' };

export const clientOf = (base: string, cookie: string): Client => ({
  cookie,
  get: (path) => ask(base + path, { headers: { cookie } }),
  post: (path, body) =>
    ask(base + path, { method: 'POST', headers: { cookie, ...json, ...key() }, body: JSON.stringify(body) }),
  remove: (path) => ask(base + path, { method: 'DELETE', headers: { cookie, ...key() } }),
});

export async function signIn(base: string, login: string): Promise<Client> {
  const headers = { ...json, ...key() };
  const body = JSON.stringify({ login, password: PASSWORD });
  const { status, cookie, body: answer } = await ask(`${base}/api/session`, { method: 'POST', headers, body });
  if (status !== 200) throw new Error(`${login} was not let in: ${status} ${JSON.stringify(answer)}`);
  return clientOf(base, cookie);
}

/** The answer's body, or an error that names what was refused: a stage that does not stand must not look like a fault. */
export function given({ status, body }: Answer): Answer['body'] {
  if (status >= 200 && status < 300) return body;
  throw new Error(`the stage could not be set: ${status} ${JSON.stringify(body)}`);
}
