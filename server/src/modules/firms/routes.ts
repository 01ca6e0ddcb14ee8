import {
  AddSite,
  Cursor,
  Ending,
  EndingPreview,
  EndSubject,
  FirmHit,
  FirmPage,
  FirmSearch as FirmSearchAnswer,
  Id,
  SiteView,
  TakeDownFirm,
  Timeline,
  type TimelineEntry,
  UnplacedFirms,
} from '@banfei/contracts';
import { Type } from '@sinclair/typebox';
import { isInstant, isoInstant } from '../../platform/clock.ts';
import { dayAt } from '../../platform/days.ts';
import type { Tx } from '../../platform/db.ts';
import { Refusal } from '../../platform/errors.ts';
import { once } from '../../platform/idempotency.ts';
import { isId } from '../../platform/ids.ts';
import { created, type Operation, ok, operation } from '../../platform/operation.ts';
import type { Principal } from '../../platform/principal.ts';
import type { Platform } from '../../platform/services.ts';
import type { Posts } from '../posts/index.ts';
import {
  mayEndFirms,
  mayPlaceFirms,
  maySearchFirms,
  maySee,
  maySeeFirm,
  maySeePhone,
  maySeeUnplaced,
  mayTakeDownFirms,
} from './access.ts';
import { firmCard } from './ask.ts';
import { endFirm, type OnSubjectEnded } from './endings.ts';
import { importOperations } from './import-routes.ts';
import type { FirmSearch } from './search.ts';
import { addSite, placeSite } from './sites.ts';
import { takeDownFirm } from './take-down.ts';
import { firmFacts, presentHits, registerEntries, unplacedSites } from './views.ts';

/** A request as an entry of the timeline; `before` and `at` are epoch milliseconds. */
export type MatterTimeline = (
  tx: Tx,
  firmId: string,
  before: number,
  limit: number,
) => Promise<readonly { readonly at: number; readonly number: string; readonly title: string }[]>;

export interface FirmRoutes {
  readonly platform: Platform;
  readonly posts: Posts;
  readonly search: FirmSearch;
  /** Requests come later in the order of modules, so the application hands in what the page of a company shows of them. */
  readonly matters: {
    readonly timeline: MatterTimeline;
    readonly open: (tx: Tx, firmId: string) => Promise<number>;
  };
  readonly onEnded: OnSubjectEnded;
}

const closedObject = <T extends Parameters<typeof Type.Object>[0]>(properties: T) =>
  Type.Object(properties, { additionalProperties: false });

const FirmId = closedObject({ id: Id });
const Into = closedObject({ intoId: Type.Optional(Id) });
const Page = closedObject({ cursor: Type.Optional(Cursor) });
const SearchWords = closedObject({
  q: Type.String({ minLength: 1, maxLength: 120 }),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
});
const Place = closedObject({
  lon: Type.Number({ minimum: 73, maximum: 136 }),
  lat: Type.Number({ minimum: 3, maximum: 54 }),
});

const TIMELINE_PAGE = 30;

const maskedPhone = (phone: string): string =>
  phone.length < 8 ? phone.replace(/./g, '*') : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

function mustSee(principal: Principal, firmId: string): void {
  // The same answer for a company of somebody else and for none at all: a list of ids tells nothing.
  if (!maySee(principal, firmId)) throw new Refusal('NOT_FOUND');
}

function searchOperation({ platform, posts, search }: FirmRoutes): Operation {
  return operation(maySearchFirms, {
    method: 'GET',
    path: '/api/firms/search',
    summary: 'Companies by name, former name, pinyin, initials or credit code; the area of the own post comes first',
    schema: { query: SearchWords, response: FirmSearchAnswer },
    handle: async ({ districtId, principal, query }) => {
      const [post] = (await posts.directory(districtId)).heldBy(principal.accountId);
      const began = performance.now();
      const found = await search.find(districtId, {
        text: query.q,
        limit: query.limit ?? 20,
        areaNumber: post?.card.areaNumber ?? null,
      });
      const tookMicros = Math.round((performance.now() - began) * 1000);
      const hits = await presentHits(platform.db, districtId, found.hits);
      return ok({ hits, total: found.total, tookMicros });
    },
  });
}

function pageOperation({ platform, posts, matters }: FirmRoutes): Operation {
  return operation(maySeeFirm, {
    method: 'GET',
    path: '/api/firms/:id',
    summary: 'One company: facts with their source, sites, the post in charge, open requests',
    schema: { params: FirmId, response: FirmPage },
    handle: async ({ districtId, principal, params: { id } }) => {
      mustSee(principal, id);
      const page = await platform.db.readDistrict(districtId, async (tx) => {
        const facts = await firmFacts(tx, id);
        return facts && { ...facts, openMatters: await matters.open(tx, id) };
      });
      if (page === undefined) throw new Refusal('NOT_FOUND');
      const duty = await posts.dutyPostOfFirm(districtId, id);
      const contactPhone = maySeePhone(principal) ? page.contactPhone : maskedPhone(page.contactPhone);
      return ok({ ...page, contactPhone, duty: duty?.post.card ?? null });
    },
  });
}

const timelineCursor = (at: string): string => Buffer.from(at).toString('base64url');

function beforeOf(cursor: string | undefined, now: number): number {
  if (cursor === undefined || cursor === '') return now + 1;
  const at = Date.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!isInstant(at)) throw new Refusal('INPUT_INVALID', { field: 'cursor', problem: 'not a position of this list' });
  return at;
}

// Entries of one instant stay on one page, since the cursor is an instant.
function pageOf(entries: readonly TimelineEntry[]): { entries: TimelineEntry[]; next: string | null } {
  const ordered = [...entries].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  const last = ordered[TIMELINE_PAGE - 1];
  if (last === undefined) return { entries: ordered, next: null };
  const shown = ordered.filter(({ at }, index) => index < TIMELINE_PAGE || at === last.at);
  return { entries: shown, next: shown.length < ordered.length ? timelineCursor(last.at) : null };
}

function timelineOperation({ platform, matters }: FirmRoutes): Operation {
  return operation(maySeeFirm, {
    method: 'GET',
    path: '/api/firms/:id/timeline',
    summary: 'One timeline of a company: requests, changes of the register, sites, newest first',
    schema: { params: FirmId, query: Page, response: Timeline },
    handle: async ({ districtId, principal, params: { id }, query, now }) => {
      mustSee(principal, id);
      const before = beforeOf(query.cursor, now);
      const limit = TIMELINE_PAGE + 1;
      const entries = await platform.db.readDistrict(districtId, async (tx) => {
        if ((await firmCard(tx, id)) === undefined) throw new Refusal('NOT_FOUND');
        const raised = await matters.timeline(tx, id, before, limit);
        const register = await registerEntries(tx, id, before, limit);
        return [
          ...raised.map(({ at, number, title }) => ({
            at: isoInstant(at),
            kind: 'matter' as const,
            title: { zh: '提出诉求', en: 'Request raised' },
            detail: title,
            matterNumber: number,
          })),
          ...register,
        ];
      });
      return ok(pageOf(entries));
    },
  });
}

function takeDownOperation({ platform, search }: FirmRoutes): Operation {
  return operation(mayTakeDownFirms, {
    method: 'POST',
    path: '/api/firms',
    summary: 'Takes down a company that search does not find, to be verified later',
    status: 201,
    schema: { body: TakeDownFirm, response: FirmHit },
    handle: async ({ intention, principal, districtId, body, now: at }) => {
      let firmId: string | undefined;
      const reply = await once(platform.db, intention, platform.now, async (tx) => {
        const hit = await takeDownFirm(tx, { search, principal, at }, body);
        firmId = hit.id;
        return created(hit);
      });
      if (firmId !== undefined) await search.refresh(districtId, [firmId]);
      platform.outboxFilled();
      return reply;
    },
  });
}

function siteOperations({ platform, search }: FirmRoutes): Operation[] {
  return [
    operation(mayPlaceFirms, {
      method: 'POST',
      path: '/api/firms/:id/sites',
      summary: 'Adds a site to a company and places it by its coordinates, facility or street',
      status: 201,
      schema: { params: FirmId, body: AddSite, response: SiteView },
      handle: async ({ intention, principal, districtId, params: { id }, body, now: at }) => {
        const reply = await once(platform.db, intention, platform.now, async (tx) =>
          created(await addSite(tx, { principal, at }, id, body)),
        );
        await search.refresh(districtId, [id]);
        platform.outboxFilled();
        return reply;
      },
    }),
    operation(mayPlaceFirms, {
      method: 'PUT',
      path: '/api/sites/:id/place',
      summary: 'An officer says where a site lies',
      schema: { params: FirmId, body: Place, response: SiteView },
      handle: async ({ intention, principal, districtId, params: { id }, body, now: at }) => {
        let firmId: string | undefined;
        const reply = await once(platform.db, intention, platform.now, async (tx) => {
          const placed = await placeSite(tx, { principal, at }, id, body);
          firmId = placed.firmId;
          return ok(placed.view);
        });
        if (firmId !== undefined) await search.refresh(districtId, [firmId]);
        platform.outboxFilled();
        return reply;
      },
    }),
    operation(maySeeUnplaced, {
      method: 'GET',
      path: '/api/firms/unplaced',
      summary: 'Sites that neither coordinates nor a facility nor a street could place',
      schema: { query: Page, response: UnplacedFirms },
      handle: async ({ districtId, query }) => {
        const after = query.cursor === undefined || query.cursor === '' ? null : query.cursor;
        if (after !== null && !isId(after))
          throw new Refusal('INPUT_INVALID', { field: 'cursor', problem: 'not a position of this list' });
        return ok(await platform.db.readDistrict(districtId, (tx) => unplacedSites(tx, after)));
      },
    }),
  ];
}

function endOperation({ platform, onEnded }: FirmRoutes): Operation {
  return operation(mayEndFirms, {
    method: 'POST',
    path: '/api/firms/:id/ending',
    summary: 'Ends a company, alone or merged into another; the answer says what became of every link',
    schema: { params: FirmId, body: EndSubject, response: Ending },
    handle: async ({ intention, principal, now, params: { id }, body }) => {
      const reply = await once(platform.db, intention, platform.now, async (tx) =>
        ok(await endFirm(tx, { principal, now }, { id, body, onEnded })),
      );
      platform.outboxFilled();
      return reply;
    },
  });
}

/** The ending itself, carried out and taken back: what it says beforehand is what it will do. */
function endPreviewOperation({ platform, onEnded }: FirmRoutes): Operation {
  return operation(mayEndFirms, {
    method: 'GET',
    path: '/api/firms/:id/ending',
    summary: 'What would become of everything that hangs on a company if it ended today',
    schema: { params: FirmId, query: Into, response: EndingPreview },
    handle: async ({ districtId, principal, now, params: { id }, query: { intoId } }) => {
      const body = { document: 'preview', endedOn: dayAt(now), ...(intoId === undefined ? {} : { intoId }) };
      const preview = await platform.db.rehearse(districtId, async (tx) => {
        const { links } = await endFirm(tx, { principal, now }, { id, body, onEnded });
        return { id, intoId: intoId ?? null, links };
      });
      return ok(preview);
    },
  });
}

/** Everything under /api/firms, /api/sites and /api/firm-imports. */
export function firmOperations(parts: FirmRoutes): readonly Operation[] {
  return [
    searchOperation(parts),
    ...siteOperations(parts),
    pageOperation(parts),
    timelineOperation(parts),
    takeDownOperation(parts),
    endPreviewOperation(parts),
    endOperation(parts),
    ...importOperations(parts),
  ];
}
