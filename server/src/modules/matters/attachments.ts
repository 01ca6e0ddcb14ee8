import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { AttachmentView } from '@banfei/contracts';
import { fileTypeFromBuffer } from 'file-type';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { randomId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql.ts';

export const ATTACHMENT_LIMIT_MB = 50;

/** What may be uploaded, by content and not by name. Nothing that a browser would run is among it. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/heic': ['heic'],
  'image/heif': ['heif'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/x-cfb': ['doc', 'xls', 'wps', 'et'],
  'video/mp4': ['mp4'],
  'video/quicktime': ['mov'],
  'audio/mpeg': ['mp3'],
  'audio/x-m4a': ['m4a'],
  'text/plain': ['txt'],
};

const HEAD_BYTES = 8192;

/** Name as it is shown and offered for download: no folders, no control or direction-changing characters. */
export function safeName(name: string): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .replace(/^[\s.]+/, '')
    .trim();
  const characters = [...clean];
  return characters.length === 0
    ? 'file'
    : characters.length <= 120
      ? clean
      : `${characters.slice(0, 80).join('')}…${characters.slice(-30).join('')}`;
}

const isText = (head: Buffer): boolean =>
  !head.includes(0) && !/^\s*<(!doctype|html|svg|\?xml|script)/i.test(head.toString('utf8'));

async function mediaTypeOf(head: Buffer, name: string): Promise<string> {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const found = (await fileTypeFromBuffer(head))?.mime ?? (isText(head) ? 'text/plain' : 'application/octet-stream');
  // Content and name must agree, so that a page disguised as a picture is refused and not merely renamed.
  if (TYPES[found]?.includes(extension) !== true)
    throw new Refusal('ATTACHMENT_TYPE', { name, type: extension === '' ? found : `.${extension}` });
  return found;
}

export interface Upload {
  readonly view: AttachmentView;
  readonly sha256: Buffer;
}

export const uploadPath = (dataDir: string, districtId: number, id: string): string =>
  join(dataDir, 'files', String(districtId), id.slice(0, 2), id);

/** Writes an upload to disk, flushed before it is named: a row never points to half a file. */
export async function receiveUpload(
  stream: Readable & { truncated?: boolean },
  rawName: string,
  place: { dataDir: string; districtId: number },
): Promise<Upload> {
  const name = safeName(rawName);
  const id = randomId();
  const path = uploadPath(place.dataDir, place.districtId, id);
  const half = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  const file = await open(half, 'wx', 0o600);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // multipart streams yield buffers
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
      hash.update(chunk);
      bytes += chunk.length;
      await file.write(chunk);
    }
    if (stream.truncated === true) throw new Refusal('ATTACHMENT_TOO_LARGE', { name, limit: ATTACHMENT_LIMIT_MB });
    if (bytes === 0) throw new Refusal('ATTACHMENT_EMPTY', { name });
    const mediaType = await mediaTypeOf(head, name);
    await file.sync();
    await file.close();
    await rename(half, path);
    const sha256 = hash.digest();
    return { sha256, view: { id, name, bytes, mediaType, sha256: sha256.toString('hex') } };
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(half, { force: true });
    throw error;
  }
}

/** Takes back a file that no row will ever name. */
export const dropUpload = (place: { dataDir: string; districtId: number }, id: string): Promise<void> =>
  rm(uploadPath(place.dataDir, place.districtId, id), { force: true });

export const insertUpload = (tx: Tx, upload: Upload, accountId: string, at: number): Promise<number> =>
  tx.run(sql`insert into uploads (district_id, id, account_id, name, bytes, sha256, media_type, created_at)
    values (${tx.districtId}, ${upload.view.id}, ${accountId}, ${upload.view.name}, ${upload.view.bytes}, ${upload.sha256}, ${upload.view.mediaType}, ${new Date(at)})`);

/** The caller's own uploads that stand with no matter yet, in the order asked; any other id is refused. */
export async function uploadsOf(
  tx: Tx,
  ids: readonly string[],
  accountId: string,
): Promise<readonly { id: string; name: string }[]> {
  if (ids.length === 0) return [];
  const rows = await tx.rows<{ id: string; name: string }>(sql`
    select u.id, u.name from uploads u where u.district_id = ${tx.districtId} and u.account_id = ${accountId} and u.id = any(${ids}::uuid[])
      and not exists (select from matter_attachments a where a.district_id = u.district_id and a.upload_id = u.id)`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = byId.get(id);
    if (row === undefined) throw new Refusal('ATTACHMENT_UNKNOWN');
    return row;
  });
}

export interface Download {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly internal: boolean;
  readonly accountId: string;
  readonly matter: { readonly firmId: string; readonly ownerPostId: string; readonly supervisorId: string } | null;
}

/** An upload and the matter that it stands with; the caller decides whether the reader may have it. */
export async function findDownload(tx: Tx, id: string): Promise<Download | undefined> {
  const row = await tx.row<{
    name: string;
    media_type: string;
    bytes: number;
    account_id: string;
    internal: boolean | null;
    firm_id: string | null;
    owner_post_id: string;
    supervisor_id: string;
  }>(sql`
    select u.name, u.media_type, u.bytes::integer as bytes, u.account_id, a.internal, m.firm_id, m.owner_post_id, m.supervisor_id from uploads u
    left join matter_attachments a on a.district_id = u.district_id and a.upload_id = u.id
    left join matters m on m.district_id = a.district_id and m.id = a.matter_id
    where u.district_id = ${tx.districtId} and u.id = ${id}`);
  if (row === undefined) return undefined;
  const matter =
    row.firm_id === null
      ? null
      : { firmId: row.firm_id, ownerPostId: row.owner_post_id, supervisorId: row.supervisor_id };
  return {
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    accountId: row.account_id,
    internal: row.internal ?? false,
    matter,
  };
}

export const openUpload = (path: string): Readable => createReadStream(path);
