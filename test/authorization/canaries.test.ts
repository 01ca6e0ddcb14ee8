import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../server/src/platform/ids.ts';
import type { Answer } from '../../server/test/app.ts';
import { bait, CANARY, type Ground, layGround } from './district.ts';
import type { Anybody } from './things.ts';

/**
 * T-AUTHZ of RELIABILITY, the second oracle: every text is marked with where it comes from, everything that can be read
 * is read, and a mark that the reader must not see may stand nowhere: no body, no header, no file, no stream.
 */
let ground: Ground;
let figures: readonly string[];

beforeAll(async () => {
  ground = await layGround();
  const { body } = await ground.ask('GET', '/api/figures', ground.cookies.get('manager') ?? '');
  figures = body.figures.map(({ id }: { id: string }) => id);
});
afterAll(() => ground.app.close());

const cookie = (login: Anybody): string => ground.cookies.get(login) ?? '';
const words = (text: string): string => encodeURIComponent(text);

/** The texts inside a workbook, which is a zip of XML. */
function unzipped(file: Buffer): string {
  let text = '';
  for (
    let at = file.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = file.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    const [method, size, offset] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)];
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const data = file.subarray(start, start + size);
    text += method === 8 ? inflateRawSync(data).toString('utf8') : data.toString('utf8');
  }
  return text;
}

/** Every address that can be read, with what could lead to a mark: all views, searches for its beginning, all things. */
function addresses(): string[] {
  const things = [ground.own, ground.rival, ground.other];
  const baits = Object.values(CANARY).map(bait);
  const views = ['offered', 'mine', 'dueToday', 'overdue', 'waiting', 'proposed', 'assisting', 'settled', 'all'];
  return [
    '/api/session',
    '/api/demo-accounts',
    '/api/service-points',
    '/api/areas',
    '/api/figures',
    '/api/firms/unplaced',
    '/api/resources',
    '/api/bookings',
    '/api/needs',
    '/api/balance',
    '/api/balances',
    '/api/firm-imports/template',
    '/api/posts',
    ...views.map((view) => `/api/matters?view=${view}&limit=100`),
    ...baits.flatMap((q) => [`/api/matters?view=all&q=${q}`, `/api/firms/search?q=${q}`, `/api/posts?q=${q}`]),
    ...['货梯', '有限公司', '光学', 'QY-', '0571'].flatMap((q) => [
      `/api/matters?view=all&q=${words(q)}`,
      `/api/firms/search?q=${words(q)}`,
    ]),
    '/api/area-plans',
    '/api/areas.xlsx',
    '/api/areas.geojson',
    ...things.flatMap(({ matter, firm, upload, import: id, plan, code, resource }) => [
      `/api/resources/${resource}`,
      `/api/area-plans/${plan}`,
      `/api/area-plans/${plan}/firms`,
      `/api/area-plans/${plan}/firms.xlsx`,
      `/api/matters/${matter}`,
      `/api/firms/${firm}`,
      `/api/firms/${firm}/timeline`,
      `/files/${upload}`,
      `/api/firm-imports/${id}`,
      `/api/firm-imports/${id}/rows`,
      `/api/receipts/${matter}?code=${code}`,
      `/api/matters/similar?text=${words('货梯停了')}&firmId=${firm}`,
    ]),
    `/files/${ground.internalUpload}`,
    `/api/matters/similar?text=${words('货梯停了')}`,
    `/api/matters/categories?text=${words('货梯停了')}`,
    ...figures.flatMap((id) => [
      `/api/figures/${id}/rows?limit=200`,
      `/api/figures/${id}/rows?area=2`,
      `/api/figures/${id}/rows.csv`,
      `/api/figures/${id}/rows.xlsx`,
    ]),
  ];
}

interface Reading {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

/** Reads an address as anybody; a file is opened, headers are read too. */
async function read(url: string, by: string, host = 'localhost'): Promise<Reading> {
  const { statusCode, rawPayload, headers } = await ground.app.app.http.inject({
    method: 'GET',
    url,
    headers: { cookie: by, host },
  });
  const content = url.endsWith('.xlsx') && statusCode === 200 ? unzipped(rawPayload) : rawPayload.toString('utf8');
  return {
    url,
    status: statusCode,
    text: `${decodeURIComponent(JSON.stringify(headers).replace(/%(?![0-9A-F]{2})/g, '%25'))} ${content}`,
  };
}

async function readAll(by: string, host?: string): Promise<Reading[]> {
  const readings: Reading[] = [];
  for (const url of addresses()) readings.push(await read(url, by, host));
  return readings;
}

const seenIn = (readings: readonly Reading[], canary: string): string[] =>
  readings.filter(({ text }) => text.includes(canary)).map(({ url }) => url);

// Number and code open the receipt page for whoever holds them: that is what they are for.
const byCode = (url: string): boolean => !url.startsWith('/api/receipts/');

describe('a mark', () => {
  it('of the other district is seen by nobody here, and of one’s own people by no company', async () => {
    let answers = 0;
    for (const login of [
      'firm1',
      'firm2',
      'firm3',
      'team1',
      'team3',
      'counter',
      'equipment',
      'supervisor',
      'manager',
      'auditor',
      'system',
      'security',
      'audit',
    ] as const) {
      const readings = await readAll(cookie(login));
      answers += readings.length;
      expect(readings.filter(({ status }) => status >= 500)).toEqual([]);
      expect(seenIn(readings, CANARY.other), login).toEqual([]);
      if (/^(firm|system|security|audit$)/.test(login)) expect(seenIn(readings, CANARY.internal), login).toEqual([]);
      // The third company lends to the second and reads the name of its taker: that is what a booking tells both sides.
      const lends = (url: string) => login === 'firm3' && url === '/api/bookings';
      if (login !== 'firm2' && /^(firm|system|security|audit$)/.test(login))
        expect(
          seenIn(readings, CANARY.rival).filter((url) => byCode(url) && !lends(url)),
          login,
        ).toEqual([]);
    }
    console.log(`${answers} answers read for marks`);
  });

  it('is seen by no stranger, but for the receipt page of whoever holds its code', async () => {
    const readings = await readAll('');
    expect(seenIn(readings, CANARY.internal)).toEqual([]);
    expect(seenIn(readings, CANARY.other)).toEqual([]);
    expect(seenIn(readings, CANARY.rival).filter(byCode)).toEqual([]);
    const own = await read(`/api/receipts/${ground.own.matter}?code=${ground.own.code}`, '');
    expect(own.status).toBe(200);
    expect(own.text).not.toContain('已联系');
  });

  it('stands in no answer that a refused write gives back', async () => {
    for (const things of [ground.rival, ground.other])
      for (const path of ['nudge', 'withdrawal', 'supplements', 'reopening']) {
        const answer: Answer = await ground.ask('POST', `/api/matters/${things.matter}/${path}`, cookie('firm1'), {
          body: { text: 'x' },
        });
        for (const canary of Object.values(CANARY)) expect(JSON.stringify(answer)).not.toContain(canary);
      }
  });

  it('is found where it may be seen, so that not finding it means something', async () => {
    const manager = await readAll(cookie('manager'));
    expect(seenIn(manager, CANARY.internal)).toContain(`/api/matters/${ground.own.matter}`);
    expect(seenIn(manager, CANARY.internal)).toContain(`/files/${ground.internalUpload}`);
    const rival = seenIn(manager, CANARY.rival);
    for (const part of [
      '/api/matters?view=all',
      '/api/firms/search',
      '/timeline',
      '/rows?',
      '/rows.csv',
      '/rows.xlsx',
      '/files/',
      '/api/firm-imports/',
      '/api/receipts/',
      '/api/needs',
    ])
      expect(
        rival.some((url) => url.includes(part)),
        part,
      ).toBe(true);
    expect(seenIn(await readAll(cookie('firm2')), CANARY.rival)).toEqual(
      expect.arrayContaining([`/api/matters/${ground.rival.matter}`, `/files/${ground.rival.upload}`]),
    );
    const other = seenIn(await readAll(ground.otherManager, 'other.test'), CANARY.other);
    for (const part of [
      '/api/session',
      '/api/posts',
      '/api/areas',
      '/api/service-points',
      '/api/matters?view=all',
      '/api/firms/search',
      '/rows.xlsx',
    ])
      expect(
        other.some((url) => url.includes(part)),
        part,
      ).toBe(true);
  });
});

describe('the stream of changes', () => {
  let origin: string;
  beforeAll(async () => {
    origin = await ground.app.app.http.listen({ port: 0, host: '127.0.0.1' });
  });

  /** Listens for a while and gives everything that was heard. */
  async function listen(by: string, until: Promise<unknown>): Promise<string> {
    const stop = new AbortController();
    const answer = await fetch(`${origin}/api/live`, { headers: { cookie: by }, signal: stop.signal });
    let heard = '';
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of answer.body ?? []) heard += decoder.decode(chunk as Uint8Array, { stream: true }); // bytes of a response
    })().catch(() => undefined);
    await until;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    stop.abort();
    await reading;
    return heard;
  }

  it('tells a company of its own matters alone, staff of their district alone, and nobody any words', async () => {
    const step = (things: { matter: string }, by: string, host: string) =>
      ground.ask('POST', `/api/matters/${things.matter}/supplements`, by, {
        body: { text: `还在等 ${newId()}` },
        host,
      });
    const changes = (async () => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await step(ground.own, cookie('firm1'), 'localhost');
      await step(ground.rival, cookie('firm2'), 'localhost');
      const otherFirm = await step(ground.other, ground.otherManager, 'other.test');
      expect(otherFirm.status).toBe(403);
      const note = await ground.ask('POST', `/api/matters/${ground.other.matter}/notes`, ground.otherManager, {
        body: { text: CANARY.other },
        host: 'other.test',
      });
      expect(note.status, JSON.stringify(note.body)).toBe(200);
    })();
    const [firm1, officer, other, system] = await Promise.all([
      listen(cookie('firm1'), changes),
      listen(cookie('team3'), changes),
      listen(ground.otherManager, changes),
      listen(cookie('system'), changes),
    ]);
    expect(firm1).toContain(`"number":"${ground.own.matter}"`);
    expect(firm1).not.toContain(ground.rival.matter);
    expect(officer).toContain(ground.own.matter);
    expect(officer).toContain(ground.rival.matter);
    expect(officer).not.toContain(ground.other.matter);
    expect(other).toContain(ground.other.matter);
    expect(other).not.toContain(ground.rival.matter);
    expect(system).not.toContain('event:');
    for (const heard of [firm1, officer, other, system]) {
      for (const canary of Object.values(CANARY)) expect(heard).not.toContain(canary);
      expect(heard).not.toContain('还在等');
    }
    expect((await fetch(`${origin}/api/live`)).status).toBe(401);
  });

  it('ends when the application stops, and does not keep it from stopping', async () => {
    const answer = await fetch(`${origin}/api/live`, { headers: { cookie: cookie('manager') } });
    const heard = answer.text();
    await ground.app.app.stop();
    expect(await heard).toContain(': open');
  }, 60_000);
});
