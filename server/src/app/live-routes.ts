import { Type } from '@sinclair/typebox';
import type { Tx } from '../platform/db.ts';
import { SESSION_COOKIE } from '../platform/edge.ts';
import { EVERY_ROLE } from '../platform/identity.ts';
import { LIVE_CHANNEL, type Live, type LiveEvent } from '../platform/live.ts';
import { type Operation, operation, SENT } from '../platform/operation.ts';
import type { Principal } from '../platform/principal.ts';
import type { OutboxMessage } from '../platform/record.ts';
import type { Sessions } from '../platform/sessions.ts';
import { sql } from '../platform/sql.ts';

/** Tells all processes what changed, in the transaction that marks the messages delivered. */
export async function announce(tx: Tx, messages: readonly OutboxMessage[]): Promise<void> {
  const events = messages.map(({ topic, payload }): LiveEvent => ({ districtId: tx.districtId, topic, payload }));
  await tx.run(
    sql`select pg_notify(${LIVE_CHANNEL}, event) from unnest(${events.map((event) => JSON.stringify(event))}::text[]) as event`,
  );
}

// A company hears of its own matters alone; staff of all in their district. Events carry names of things, no content.
function mayHear(principal: Principal, event: LiveEvent): boolean {
  if (event.districtId !== principal.districtId) return false;
  if (principal.role === 'company') return principal.scopes.includes(String(event.payload.firmId));
  return principal.role === 'officer' || principal.role === 'manager' || principal.role === 'auditor';
}

const lines = (event: LiveEvent): string =>
  event.topic === 'matter'
    ? `event: matter\ndata: ${JSON.stringify({ number: event.payload.number, version: event.payload.version })}\n\nevent: figures\ndata: {}\n\n`
    : `event: figures\ndata: {}\n\n`;

const HEARTBEAT_MILLIS = 20_000;
/** A stream ends after this time and the page opens a new one: an account that was switched off hears no more. */
const STREAM_MILLIS = 10 * 60_000;

export const liveOperation = (live: Live, sessions: Sessions): Operation =>
  operation(
    {
      roles: EVERY_ROLE,
      object: 'changes of matters that the reader may see; authorization is asked again for every event',
    },
    {
      method: 'GET',
      path: '/api/live',
      summary: 'Stream of changes (server-sent events)',
      schema: { response: Type.Any() },
      handle: async ({ request, reply }) => {
        const cookie = request.cookies[SESSION_COOKIE] ?? '';
        reply.hijack();
        const { raw } = reply;
        raw.writeHead(200, {
          'content-type': 'text/event-stream',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          // Kept open for another request, the connection would keep a stopping server waiting.
          connection: 'close',
        });
        raw.write(': open\n\n');
        const end = (): void => {
          stop();
          clearInterval(beat);
          clearTimeout(limit);
          raw.end();
        };
        const stop = live.subscribe((event) => {
          void sessions.read(cookie).then((principal) => {
            if (principal === null) end();
            else if (mayHear(principal, event)) raw.write(lines(event));
          }, end);
        }, end);
        const beat = setInterval(() => raw.write(': here\n\n'), HEARTBEAT_MILLIS);
        const limit = setTimeout(end, STREAM_MILLIS);
        request.raw.on('close', end);
        return SENT;
      },
    },
  );
