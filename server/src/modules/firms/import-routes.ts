import { createHash } from 'node:crypto';
import { Cursor, Id, ImportMapping, ImportReport, ImportRows, RowOutcome } from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../platform/errors.ts';
import { once } from '../../platform/idempotency.ts';
import { created, type Operation, ok, operation, SENT } from '../../platform/operation.ts';
import type { Platform } from '../../platform/services.ts';
import { mayImportFirms, maySeeImports } from './access.ts';
import { commitImport } from './import/commit.ts';
import { FILE_BYTES_MAX, FILE_MB_MAX } from './import/limits.ts';
import { readFirmFile } from './import/read-file.ts';
import { refusalOf } from './import/remarks.ts';
import { changeMapping, dryRun, reportOf, storeDryRun } from './import/stage.ts';
import { importRows } from './import/staged.ts';
import type { FirmSearch } from './search.ts';
import { importTemplate } from './template.ts';

interface ImportRoutes {
  readonly platform: Platform;
  readonly search: FirmSearch;
}

const closedObject = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

const ImportId = closedObject({ id: Id });

interface Upload {
  readonly bytes: Buffer;
  readonly fileName: string;
  readonly mapping: ImportMapping | null;
}

function parsedMapping(text: string): ImportMapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refusal('IMPORT_MAPPING_UNREADABLE', {
      problem: error instanceof Error ? error.message.slice(0, 80) : 'not JSON',
    });
  }
  if (!Value.Check(ImportMapping, value))
    throw new Refusal('IMPORT_MAPPING_UNREADABLE', { problem: 'not { column: field }' });
  return value;
}

// The mapping may come before or after the file; both are read to the end.
async function receive(request: FastifyRequest): Promise<Upload> {
  let file: Omit<Upload, 'mapping'> | null = null;
  let mapping: ImportMapping | null = null;
  for await (const part of request.parts({ limits: { fileSize: FILE_BYTES_MAX } })) {
    if (part.type === 'field') {
      if (part.fieldname === 'mapping') mapping = parsedMapping(String(part.value));
      continue;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of part.file as AsyncIterable<Buffer>) chunks.push(chunk); // multipart streams yield buffers
    if (part.file.truncated)
      throw new Refusal('IMPORT_FILE_TOO_LARGE', { size: `> ${FILE_MB_MAX}`, limit: FILE_MB_MAX });
    // The name is shown and kept, never used as a path.
    const fileName =
      part.filename
        .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
        .split(/[\\/]/)
        .at(-1)
        ?.slice(-120) || 'list';
    file = { bytes: Buffer.concat(chunks), fileName };
  }
  if (file === null) throw new Refusal('IMPORT_FILE_MISSING');
  return { ...file, mapping };
}

function uploadOperation({ platform }: ImportRoutes): Operation {
  return operation(mayImportFirms, {
    method: 'POST',
    path: '/api/firm-imports',
    summary: 'Reads a csv or xlsx of companies and says what would become of every row; nothing takes effect yet',
    status: 201,
    multipart: true,
    schema: { response: ImportReport },
    handle: async ({ request, principal, districtId, intention, now: at }) => {
      if (!request.isMultipart()) throw new Refusal('IMPORT_FILE_MISSING');
      const { bytes, fileName, mapping } = await receive(request);
      const sha256 = createHash('sha256').update(bytes).digest();
      const read = await readFirmFile(bytes, fileName);
      if (!read.ok) throw refusalOf(read.remark);
      const brought = {
        accountId: principal.accountId,
        fileName,
        sha256,
        bytes: bytes.length,
        table: read.table,
        mapping,
      };
      const staged = await dryRun({ db: platform.db, districtId }, brought, at);
      // File and mapping make the fingerprint, so that one key cannot stand for two files.
      const fingerprint = createHash('sha256').update(sha256).update(JSON.stringify(mapping)).digest();
      return once(platform.db, { ...intention, fingerprint }, platform.now, async (tx) =>
        created(await storeDryRun(tx, staged, at)),
      );
    },
  });
}

function changeOperations({ platform, search }: ImportRoutes): Operation[] {
  return [
    operation(mayImportFirms, {
      method: 'PUT',
      path: '/api/firm-imports/:id/mapping',
      summary: 'Reads the same file again under another mapping of its columns',
      schema: { params: ImportId, body: closedObject({ mapping: ImportMapping }), response: ImportReport },
      handle: ({ intention, params: { id }, body }) =>
        once(platform.db, intention, platform.now, async (tx) => ok(await changeMapping(tx, id, body.mapping))),
    }),
    operation(mayImportFirms, {
      method: 'POST',
      path: '/api/firm-imports/:id/commit',
      summary: 'Lets an import take effect, judged again against the register as it is now',
      schema: { params: ImportId, body: closedObject({}), response: ImportReport },
      handle: async ({ intention, principal, districtId, params: { id }, now: at }) => {
        let firmIds: readonly string[] = [];
        const reply = await once(platform.db, intention, platform.now, async (tx) => {
          const actor = { kind: principal.role, accountId: principal.accountId };
          ({ firmIds } = await commitImport(tx, id, actor, at));
          return ok(await reportOf(tx, id));
        });
        await search.refresh(districtId, firmIds);
        platform.outboxFilled();
        return reply;
      },
    }),
  ];
}

function readOperations({ platform }: ImportRoutes): Operation[] {
  return [
    operation(mayImportFirms, {
      method: 'GET',
      path: '/api/firm-imports/template',
      summary: 'The columns that an import can fill, as a csv to be filled in',
      schema: { response: Type.Any() },
      handle: async ({ reply }) => {
        reply
          .header('content-type', 'text/csv; charset=utf-8')
          .header(
            'content-disposition',
            "attachment; filename=companies.csv; filename*=UTF-8''%E4%BC%81%E4%B8%9A%E5%90%8D%E5%8D%95%E6%A8%A1%E6%9D%BF.csv",
          )
          .send(importTemplate());
        return SENT;
      },
    }),
    operation(maySeeImports, {
      method: 'GET',
      path: '/api/firm-imports/:id',
      summary: 'What an import would do or has done',
      schema: { params: ImportId, response: ImportReport },
      handle: async ({ districtId, params: { id } }) =>
        ok(await platform.db.readDistrict(districtId, (tx) => reportOf(tx, id))),
    }),
    operation(maySeeImports, {
      method: 'GET',
      path: '/api/firm-imports/:id/rows',
      summary: 'Rows of an import in the order of the file, all or of one outcome',
      schema: {
        params: ImportId,
        query: closedObject({ outcome: Type.Optional(RowOutcome), cursor: Type.Optional(Cursor) }),
        response: ImportRows,
      },
      handle: async ({ districtId, params: { id }, query }) => {
        const after = Number(query.cursor ?? '0');
        if (!Number.isSafeInteger(after) || after < 0 || after > 2 ** 31 - 1)
          throw new Refusal('INPUT_INVALID', { field: 'cursor', problem: 'not a position of this list' });
        return ok(
          await platform.db.readDistrict(districtId, async (tx) => {
            await reportOf(tx, id);
            return importRows(tx, id, { outcome: query.outcome ?? null, after });
          }),
        );
      },
    }),
  ];
}

/** Everything under /api/firm-imports. */
export const importOperations = (parts: ImportRoutes): readonly Operation[] => [
  ...readOperations(parts),
  uploadOperation(parts),
  ...changeOperations(parts),
];
