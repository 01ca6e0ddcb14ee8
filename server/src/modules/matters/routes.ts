import {
  AttachmentView,
  Categories,
  Cursor,
  closed,
  Id,
  InboxView,
  Line,
  MatterDetail,
  MatterList,
  MatterNumber,
  Prose,
  QueryCode,
  RaiseMatter,
  Receipt,
  ReceiptPage,
  Similar,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { mayAttempt } from '../../platform/attempts.ts';
import { isoInstant } from '../../platform/clock.ts';
import { Refusal } from '../../platform/errors.ts';
import { once } from '../../platform/idempotency.ts';
import { created, type Operation, ok, operation, publicOperation, SENT } from '../../platform/operation.ts';
import { maySee, maySeeInternal } from './access.ts';
import { dropUpload, findDownload, insertUpload, openUpload, receiveUpload, uploadPath } from './attachments.ts';
import { wallClockMinutes } from './calendars.ts';
import { CATEGORIES, suggestCategories } from './categories.ts';
import { commandOperations } from './command-routes.ts';
import type { MatterDeps } from './deps.ts';
import { loadFile } from './load.ts';
import { presentDetail, presentReceiptPage, presentSummary } from './present.ts';
import { raiseMatter } from './raise.ts';
import { alike } from './similar.ts';
import { countViews, filesOf, firmName, listMatters, openOfFirm } from './views.ts';

const STAFF = ['officer', 'manager', 'auditor'] as const;
const READERS = ['company', ...STAFF] as const;
const RECEIPT_LIMIT = { failures: 8, windowMinutes: 10 };

const raise = (deps: MatterDeps): Operation =>
  operation(
    {
      roles: ['company', 'officer'],
      object: 'a company raises for itself, an officer for any company of the district on its behalf',
    },
    {
      method: 'POST',
      path: '/api/matters',
      summary: 'Raise a matter',
      status: 201,
      schema: { body: RaiseMatter, response: Receipt },
      handle: ({ principal, intention, body, now }) => raiseMatter(deps, { principal, intention, body, now }),
    },
  );

const list = ({ platform, posts }: MatterDeps): Operation =>
  operation(
    {
      roles: READERS,
      object: 'a company its own matters, an officer those of its posts, management and audit the district',
    },
    {
      method: 'GET',
      path: '/api/matters',
      summary: 'List matters',
      schema: {
        query: closed({
          view: Type.Optional(InboxView),
          q: Type.Optional(Line(60, 0)),
          cursor: Type.Optional(Cursor),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
        }),
        response: MatterList,
      },
      handle: async ({ principal, query, now }) => {
        const directory = await posts.directory(principal.districtId);
        const frame = { principal, now, utcOffsetMinutes: wallClockMinutes };
        const { view = 'mine', q, cursor, limit = 25 } = query;
        const { page, counts } = await platform.db.readDistrict(principal.districtId, async (tx) => ({
          page: await listMatters(tx, { ...frame, view, words: q, cursor, limit }),
          counts: await countViews(tx, frame),
        }));
        const rows = page.files.map((file) => presentSummary(file, file.firm, { principal, now, directory }));
        return ok({ rows, next: page.next, asOf: isoInstant(now), counts });
      },
    },
  );

const detail = ({ platform, posts }: MatterDeps): Operation =>
  operation(
    {
      roles: READERS,
      object: 'a matter of the own company, or any of the district for its staff; others do not exist',
    },
    {
      method: 'GET',
      path: '/api/matters/:number',
      summary: 'One matter',
      schema: { params: closed({ number: MatterNumber }), response: MatterDetail },
      handle: async ({ principal, params, now }) => {
        const directory = await posts.directory(principal.districtId);
        return platform.db.readDistrict(principal.districtId, async (tx) => {
          const file = await loadFile(tx, params.number);
          const reach = file && {
            firmId: file.subject.firmId,
            supervisorId: file.subject.supervisorId,
            ownerPostId: file.matter.owner.postId,
          };
          if (file === undefined || reach === undefined || !maySee(principal, reach)) throw new Refusal('NOT_FOUND');
          const [firm, files] = [await firmName(tx, reach.firmId), await filesOf(tx, file.subject.id)];
          return ok(presentDetail(file, firm, files, { principal, now, directory }));
        });
      },
    },
  );

const similar = ({ platform, posts }: MatterDeps): Operation =>
  operation(
    {
      roles: ['company', 'officer'],
      object: 'open matters of the own company, or of the company an officer is serving',
    },
    {
      method: 'GET',
      path: '/api/matters/similar',
      summary: 'Open matters that say nearly the same',
      schema: { query: closed({ firmId: Type.Optional(Id), text: Prose(500) }), response: Similar },
      handle: async ({ principal, query, now }) => {
        const firmId = principal.role === 'company' ? principal.scopes[0] : query.firmId;
        if (firmId === undefined) throw new Refusal('FIRM_REQUIRED');
        const directory = await posts.directory(principal.districtId);
        return platform.db.readDistrict(principal.districtId, async (tx) => {
          const found = alike(query.text, await openOfFirm(tx, firmId));
          if (found.length === 0) return ok({ rows: [] });
          const firm = await firmName(tx, firmId);
          return ok({ rows: found.map((file) => presentSummary(file, firm, { principal, now, directory })) });
        });
      },
    },
  );

const categories = (): Operation =>
  operation(
    { roles: READERS, object: 'a public list; the text is not stored' },
    {
      method: 'GET',
      path: '/api/matters/categories',
      summary: 'Categories, and those that a text suggests',
      schema: { query: closed({ text: Type.Optional(Prose(500, 0)) }), response: Categories },
      handle: async ({ query }) =>
        ok({
          categories: [...CATEGORIES.values()].map(({ code, name, group, keywords }) => ({
            code,
            name,
            group,
            keywords: [...keywords],
          })),
          suggested: suggestCategories(query.text ?? ''),
        }),
    },
  );

const upload = ({ platform }: MatterDeps): Operation =>
  operation(
    { roles: ['company', 'officer'], object: 'a file of one’s own, bound to its sender until it is attached' },
    {
      method: 'POST',
      path: '/api/attachments',
      summary: 'Upload a file',
      status: 201,
      multipart: true,
      schema: { response: AttachmentView },
      handle: async ({ principal, intention, request, now }) => {
        const part = await request.file();
        if (part === undefined) throw new Refusal('ATTACHMENT_MISSING');
        const place = { dataDir: platform.dataDir, districtId: principal.districtId };
        const received = await receiveUpload(part.file, part.filename, place);
        // The content makes the fingerprint, so that one key cannot stand for two files.
        const bound = { ...intention, fingerprint: received.sha256 };
        const reply = await once(platform.db, bound, platform.now, async (tx) => {
          await insertUpload(tx, received, principal.accountId, now);
          return created(received.view);
        }).catch(async (error: unknown) => {
          // A refusal is final. After any other error the row may stand, and then its file must stand with it.
          if (error instanceof Refusal) await dropUpload(place, received.view.id);
          throw error;
        });
        const { id } = reply.body as AttachmentView; // given to this attempt or to an earlier one of the same intention
        if (id !== received.view.id) await dropUpload(place, received.view.id);
        return reply;
      },
    },
  );

const download = ({ platform }: MatterDeps): Operation =>
  operation(
    {
      roles: READERS,
      object: 'files of matters that the reader may see; internal ones for staff; an unattached file for its sender',
    },
    {
      method: 'GET',
      path: '/files/:id',
      summary: 'Download a file',
      schema: { params: closed({ id: Id }), response: Type.Any() },
      handle: async ({ principal, params, reply }) => {
        const found = await platform.db.readDistrict(principal.districtId, (tx) => findDownload(tx, params.id));
        const mine = found?.matter === null && found.accountId === principal.accountId;
        const seen =
          found !== undefined &&
          found.matter !== null &&
          maySee(principal, found.matter) &&
          (!found.internal || maySeeInternal(principal));
        if (found === undefined || !(mine || seen)) throw new Refusal('NOT_FOUND');
        // Always a download, never a page: no type sniffing, no scripts, no embedding (threat model, class XSS).
        reply
          .header('content-type', found.mediaType)
          .header('content-length', found.bytes)
          .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`)
          .header('x-content-type-options', 'nosniff')
          .header('content-security-policy', "sandbox; default-src 'none'")
          .header('cache-control', 'private, no-store');
        await reply.send(openUpload(uploadPath(platform.dataDir, principal.districtId, params.id)));
        return SENT;
      },
    },
  );

const receipt = ({ platform, posts }: MatterDeps): Operation =>
  publicOperation(
    {
      public: true,
      object: 'progress of one matter for whoever holds its number and query code; attempts are limited per number',
    },
    {
      method: 'GET',
      path: '/api/receipts/:number',
      summary: 'Progress by number and query code',
      schema: { params: closed({ number: MatterNumber }), query: closed({ code: QueryCode }), response: ReceiptPage },
      handle: async ({ districtId, params, query, now }) => {
        const file = await platform.db.readDistrict(districtId, (tx) => loadFile(tx, params.number));
        const right = file !== undefined && file.subject.queryCode === query.code;
        // Only wrong codes count, and they count before anything is said; right ones stay bookmarkable for ever.
        if (
          !right &&
          !(await mayAttempt(platform.db, {
            districtId,
            subject: `receipt ${params.number}`,
            limit: RECEIPT_LIMIT,
            at: now,
          }))
        )
          throw new Refusal('RECEIPT_THROTTLED', { minutes: RECEIPT_LIMIT.windowMinutes });
        if (!right) throw new Refusal('RECEIPT_NOT_FOUND');
        return ok(presentReceiptPage(file, { principal: null, now, directory: await posts.directory(districtId) }));
      },
    },
  );

/** Operations of matters, in the order in which a matter lives. */
export const matterOperations = (deps: MatterDeps): readonly Operation[] => [
  raise(deps),
  list(deps),
  similar(deps),
  categories(),
  detail(deps),
  ...commandOperations(deps),
  upload(deps),
  download(deps),
  receipt(deps),
];
