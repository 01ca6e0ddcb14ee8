import type { PathPart, Reads, Uploads, Writes } from './operations.ts';
import { refusalOf, unreachable } from './refusal.ts';
import { noteAnswer } from './signedOut.ts';

type Query = Record<string, string | number | boolean | null | undefined>;

/** Answers later than this count as lost; the server itself gives up before. */
const PATIENCE_MILLIS = 35_000;

const address = (path: string, params: Record<string, string> | undefined, query: Query | undefined): string => {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
};

async function answerOf(url: string, request: () => Promise<Response>): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await request();
    text = response.status === 204 ? '' : await response.text();
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
  let body: unknown;
  try {
    body = text === '' ? undefined : JSON.parse(text);
  } catch {
    body = undefined;
    if (response.ok) throw refusalOf(response.status, undefined);
  }
  const refusal = response.ok ? null : refusalOf(response.status, body);
  noteAnswer(url, refusal === null ? null : refusal.code);
  if (refusal !== null) throw refusal;
  return body;
}

const signals = (given: AbortSignal | undefined): AbortSignal => {
  const late = AbortSignal.timeout(PATIENCE_MILLIS);
  return given === undefined ? late : AbortSignal.any([given, late]);
};

export type ReadOptions<Path extends string> = PathPart<Path> & { query?: Query; signal?: AbortSignal };

/** Reads one address of the contract. Throws an `ApiRefusal` when it is refused or no answer comes. */
export async function get<Path extends keyof Reads>(path: Path, options: ReadOptions<Path>): Promise<Reads[Path]> {
  const url = address(path, options.params, options.query);
  const body = await answerOf(url, () =>
    fetch(url, {
      headers: { accept: 'application/json' },
      signal: signals(options.signal),
      credentials: 'same-origin',
    }),
  );
  return body as Reads[Path]; // The server validates every answer against the same schema before it leaves.
}

type PathOf<Operation extends string> = Operation extends `${string} ${infer Path}` ? Path : never;

export type WriteOptions<Operation extends keyof Writes> = PathPart<PathOf<Operation>> & {
  body: Writes[Operation]['body'];
  /** One key per intention of the user, see `useIntent`. */
  key: string;
  signal?: AbortSignal;
};

/** Sends one command. The same key sent again gives the same answer, so a retry after a lost answer is safe. */
export async function send<Operation extends keyof Writes & string>(
  operation: Operation,
  options: WriteOptions<Operation>,
): Promise<Writes[Operation]['answer']> {
  const [method, path] = operation.split(' ', 2);
  const url = address(path ?? '', options.params, undefined);
  const headers: Record<string, string> = { accept: 'application/json', 'idempotency-key': options.key };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  const body = await answerOf(url, () =>
    fetch(url, {
      method: method ?? 'POST',
      headers,
      credentials: 'same-origin',
      signal: signals(options.signal),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    }),
  );
  return body as Writes[Operation]['answer']; // Validated by the server against the same schema.
}

export type UploadOptions<Path extends string> = PathPart<Path> & {
  file: Blob;
  name: string;
  key: string;
  fields?: Record<string, string>;
  signal?: AbortSignal;
  /** Share sent, from 0 to 1. */
  onProgress?: (share: number) => void;
};

/** Sends one file. XMLHttpRequest, because fetch cannot tell how much of a body has left. */
export function upload<Path extends keyof Uploads>(path: Path, options: UploadOptions<Path>): Promise<Uploads[Path]> {
  const url = address(path, options.params, undefined);
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(options.fields ?? {})) form.set(name, value);
    form.set('file', options.file, options.name);
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('idempotency-key', options.key);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) options.onProgress?.(event.loaded / event.total);
    };
    request.onerror = () => reject(unreachable());
    request.onabort = () => reject(new DOMException('The upload was stopped.', 'AbortError'));
    request.onload = () => {
      let body: unknown;
      try {
        body = JSON.parse(request.responseText);
      } catch {
        body = undefined;
      }
      if (request.status >= 200 && request.status < 300 && body !== undefined) {
        resolve(body as Uploads[Path]); // Validated by the server against the same schema.
      } else {
        const refusal = refusalOf(request.status, body);
        noteAnswer(url, refusal.code);
        reject(refusal);
      }
    };
    options.signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
