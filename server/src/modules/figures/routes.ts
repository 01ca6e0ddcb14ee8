import { Cockpit, Cursor, closed, FigureRows } from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import type { FastifyReply } from 'fastify';
import { type Operation, ok, operation, SENT } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import type { Posts } from '../posts/index.ts';
import { mayExportFigures, mayReadFigures } from './access.ts';
import { figureAsked } from './definitions.ts';
import { type ExportFile, exportRows } from './export-rows.ts';
import { readCockpit, readFigureRows } from './views.ts';

const PAGE = 50;

const Params = closed({ id: Type.String({ maxLength: 40, pattern: '^[A-Za-z]+$' }) });
const Area = Type.Optional(Type.Integer({ minimum: 1, maximum: 9999 }));
const Lang = Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')]));
const RowsQuery = closed({
  area: Area,
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  lang: Lang,
});
const ExportQuery = closed({ area: Area, lang: Lang });
const File = Type.String({ format: 'binary' });

const MEDIA = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** As a download under its Chinese name (RFC 6266); never rendered, never sniffed. */
function sendFile(reply: FastifyReply, file: ExportFile, format: keyof typeof MEDIA): typeof SENT {
  reply
    .header('content-type', MEDIA[format])
    .header(
      'content-disposition',
      `attachment; filename="banfei.${format}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    )
    .header('cache-control', 'no-store')
    .send(file.bytes);
  return SENT;
}

function exportOperation(platform: Platform, posts: Posts, format: keyof typeof MEDIA): Operation {
  return operation(mayExportFigures, {
    method: 'GET',
    path: `/api/figures/:id/rows.${format}`,
    summary: `All rows of a figure as ${format}; the export is recorded`,
    schema: { params: Params, query: ExportQuery, response: File },
    handle: async ({ params, query, principal, districtId, now, reply }) => {
      const asked = {
        figure: figureAsked(params.id),
        area: query.area ?? null,
        format,
        lang: query.lang ?? 'zh',
        principal,
        now,
      };
      const file = await exportRows(platform, await posts.directory(districtId), asked);
      return sendFile(reply, file, format);
    },
  });
}

/** The cockpit, the rows behind each figure, and both exports. */
export function figureOperations(platform: Platform, posts: Posts): readonly Operation[] {
  const cockpit = operation(mayReadFigures, {
    method: 'GET',
    path: '/api/figures',
    summary: 'All figures with their definitions, the sentence of today, what to look at, on-time weeks',
    schema: { query: closed({}), response: Cockpit },
    handle: async ({ districtId, now }) => {
      const directory = await posts.directory(districtId);
      return ok(await platform.db.readDistrict(districtId, (tx) => readCockpit(tx, directory, now)));
    },
  });
  const rows = operation(mayReadFigures, {
    method: 'GET',
    path: '/api/figures/:id/rows',
    summary: 'The rows behind a figure, worst or newest first, with its value on the same snapshot',
    schema: { params: Params, query: RowsQuery, response: FigureRows },
    handle: async ({ params, query, districtId, now }) => {
      const figure = figureAsked(params.id);
      const directory = await posts.directory(districtId);
      const asked = {
        area: query.area ?? null,
        cursor: query.cursor,
        limit: query.limit ?? PAGE,
        lang: query.lang ?? 'zh',
        now,
      };
      return ok(await platform.db.readDistrict(districtId, (tx) => readFigureRows(tx, figure, directory, asked)));
    },
  });
  return [cockpit, rows, exportOperation(platform, posts, 'xlsx'), exportOperation(platform, posts, 'csv')];
}
