import { closed, Id } from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import type { Tx } from '../../platform/db.ts';
import { sha256 } from '../../platform/ids.ts';
import { type Operation, operation, SENT } from '../../platform/operation.ts';
import { mayExportAreas } from './access.ts';
import { type AreaSheet, areasGeoJson, areasSheet, planFirmsSheet } from './exports.ts';
import type { PlanDeps } from './plan-deps.ts';

interface ExportRecord {
  readonly accountId: string;
  readonly at: number;
  readonly figure: string;
  readonly area: null;
  readonly format: 'xlsx' | 'geojson';
  readonly rows: number;
  readonly sha256: Buffer;
}

/** Writer and register of exports. They belong to figures, which come later; the application hands them in. */
export interface Exporting {
  readonly write: (sheet: AreaSheet) => Promise<{ readonly bytes: Buffer; readonly rows: number }>;
  readonly record: (tx: Tx, record: ExportRecord) => Promise<string>;
}

const MEDIA = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  geojson: 'application/geo+json',
} as const;

const Lang = Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')]));
const Query = closed({ lang: Lang });
const File = Type.String({ format: 'binary' });

interface Taken {
  readonly name: string;
  readonly bytes: Buffer;
  readonly rows: number;
  readonly format: keyof typeof MEDIA;
}

/** The record first, then the file: a file without a record never leaves. */
async function hand(
  deps: PlanDeps,
  exporting: Exporting,
  call: { readonly districtId: number; readonly accountId: string; readonly now: number; readonly reply: FastifyReply },
  { name, bytes, rows, format }: Taken,
): Promise<typeof SENT> {
  const { districtId, accountId, now, reply } = call;
  const record = { accountId, at: now, figure: name, area: null, format, rows, sha256: sha256(bytes) };
  await deps.platform.db.inDistrict(districtId, (tx) => exporting.record(tx, record));
  reply
    .header('content-type', MEDIA[format])
    .header('content-disposition', `attachment; filename="banfei-${name}.${format}"`)
    .header('cache-control', 'no-store')
    .send(bytes);
  return SENT;
}

/** Areas and plans as files. */
export function areaExports(deps: PlanDeps, exporting: Exporting): readonly Operation[] {
  const { db } = deps.platform;
  return [
    operation(mayExportAreas, {
      method: 'GET',
      path: '/api/areas.xlsx',
      summary: 'All areas as xlsx; the export is recorded',
      schema: { query: Query, response: File },
      handle: async ({ query, principal, districtId, now, reply }) => {
        const sheet = await db.readDistrict(districtId, (tx) => areasSheet(tx, deps, query.lang ?? 'zh', now));
        const call = { districtId, accountId: principal.accountId, now, reply };
        return hand(deps, exporting, call, { name: 'areas', format: 'xlsx', ...(await exporting.write(sheet)) });
      },
    }),
    operation(mayExportAreas, {
      method: 'GET',
      path: '/api/areas.geojson',
      summary: 'Outlines of all areas as GeoJSON; the export is recorded',
      schema: { query: closed({}), response: File },
      handle: async ({ principal, districtId, now, reply }) => {
        const { text, rows } = await db.readDistrict(districtId, areasGeoJson);
        const call = { districtId, accountId: principal.accountId, now, reply };
        return hand(deps, exporting, call, { name: 'areas', format: 'geojson', bytes: Buffer.from(text), rows });
      },
    }),
    operation(mayExportAreas, {
      method: 'GET',
      path: '/api/area-plans/:id/firms.xlsx',
      summary: 'Companies that change their team under a plan as xlsx; the export is recorded',
      schema: { params: closed({ id: Id }), query: Query, response: File },
      handle: async ({ params, query, principal, districtId, now, reply }) => {
        const sheet = await db.readDistrict(districtId, (tx) => planFirmsSheet(tx, params.id, query.lang ?? 'zh', now));
        const call = { districtId, accountId: principal.accountId, now, reply };
        const file = await exporting.write(sheet);
        return hand(deps, exporting, call, { name: 'areaPlanFirms', format: 'xlsx', ...file });
      },
    }),
  ];
}
