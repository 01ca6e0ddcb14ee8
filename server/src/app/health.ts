import { closed } from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import type { Db } from '../platform/db.ts';
import { Refusal } from '../platform/errors.ts';
import type { Metrics } from '../platform/metrics.ts';
import { type Operation, ok, publicOperation, SENT } from '../platform/operation.ts';
import { sql } from '../platform/sql.ts';

const Health = closed({ status: Type.Literal('ok') });

/** Alive, ready, and the numbers: for the operator's tools. */
export function healthOperations(db: Db, metrics: Metrics, ready: () => boolean): readonly Operation[] {
  const get = (
    path: string,
    summary: string,
    handle: Operation['handle'],
    response: Operation['schema']['response'] = Health,
  ): Operation =>
    publicOperation(
      { public: true, object: 'says how the process is and names no data' },
      { method: 'GET', path, summary, schema: { response }, handle },
    );
  return [
    get('/healthz', 'The process is alive', async () => ok({ status: 'ok' })),
    get('/readyz', 'The process can serve', async () => {
      if (!ready()) throw new Refusal('UNAVAILABLE', { seconds: 2 });
      await db.global(sql`select 1 as one`);
      return ok({ status: 'ok' });
    }),
    get(
      '/metrics',
      'Prometheus metrics',
      async ({ reply }) => {
        reply.header('content-type', metrics.registry.contentType);
        await reply.send(await metrics.registry.metrics());
        return SENT;
      },
      Type.Any(),
    ),
  ];
}
