import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../../platform/errors.ts';
import { readTableFile, remarkRefusal, type Table } from '../firms/index.ts';

/** A report of a servicer has some hundred lines; a file of this size is no report. */
const BYTES_MAX = 2 * 1024 * 1024;

/** A file that has arrived and been read as a table. */
export interface ReceivedReport {
  readonly fileName: string;
  readonly sha256: Buffer;
  readonly table: Table;
}

async function receive(request: FastifyRequest): Promise<{ readonly bytes: Buffer; readonly fileName: string }> {
  if (!request.isMultipart()) throw new Refusal('IMPORT_FILE_MISSING');
  let file: { readonly bytes: Buffer; readonly fileName: string } | null = null;
  for await (const part of request.parts({ limits: { fileSize: BYTES_MAX } })) {
    if (part.type === 'field') continue;
    const chunks: Buffer[] = [];
    for await (const chunk of part.file as AsyncIterable<Buffer>) chunks.push(chunk); // multipart streams yield buffers
    if (part.file.truncated) throw new Refusal('IMPORT_FILE_TOO_LARGE', { size: '> 2', limit: 2 });
    // The name is shown and kept, never used as a path.
    const name = part.filename.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').split(/[\\/]/);
    file = { bytes: Buffer.concat(chunks), fileName: name.at(-1)?.slice(-120) || 'report' };
  }
  if (file === null) throw new Refusal('IMPORT_FILE_MISSING');
  return file;
}

/** Receives one file of a form and reads it as csv or xlsx, behind the same guards as lists of companies. */
export async function receiveReport(request: FastifyRequest): Promise<ReceivedReport> {
  const { bytes, fileName } = await receive(request);
  const read = await readTableFile(bytes, fileName);
  if (!read.ok) throw remarkRefusal(read.remark);
  return { fileName, sha256: createHash('sha256').update(bytes).digest(), table: read.table };
}
