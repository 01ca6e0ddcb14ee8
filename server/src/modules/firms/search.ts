import type { Db } from '../../platform/db.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import { brandStart } from './brand.ts';
import type { SearchQuery, SearchRow } from './search/match.ts';
import { packIndex, type SearchIndex, type SearchResult } from './search/search-index.ts';
import { wholeTables } from './whole-tables.ts';

/** The search index of every district that somebody has searched in, and how it keeps up with the register. */
export interface FirmSearch {
  /** Ids of the companies found, best first. Loads the district's index at the first question. */
  find(districtId: number, query: SearchQuery): Promise<SearchResult>;
  /** Loads a district now, so that the first reader need not wait. */
  load(districtId: number): Promise<void>;
  /** Reads everything again: after areas were drawn anew, since areas decide the order of hits. */
  reload(districtId: number): Promise<void>;
  /** Takes up companies that a transaction of this process has just committed. */
  refresh(districtId: number, firmIds: readonly string[]): Promise<void>;
  /** Takes up whatever any node has changed since the last look; `start` calls it every few seconds. */
  catchUp(): Promise<void>;
  start(): void;
  stop(): void;
}

const CATCH_UP_MILLIS = 3000;
/** A transaction may commit this long after the time it wrote, and clocks of nodes differ: the look reaches back so far. */
const OVERLAP_MILLIS = 60_000;
/** More changed companies than this and the index is loaded anew. */
const RELOAD_ABOVE = 2000;

interface Held {
  readonly index: SearchIndex;
  /** Start of the last look at the register. */
  lookedAt: number;
  /** Changes inside the overlap that are in the index already: id → `updated_at`. */
  readonly recent: Map<string, number>;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly former_names: string[];
  readonly code: string | null;
  readonly pinyin: string;
  readonly area_number: number | null;
  readonly updated_at: number;
}

const COLUMNS = sql`f.id, f.name, f.former_names, f.code, f.pinyin, b.area_number, f.updated_at
  from firms f
  left join sites s on s.district_id = f.district_id and s.firm_id = f.id and s.kind = 'head'
  left join blocks b on b.district_id = s.district_id and b.cell = s.cell`;

const present = (row: Row): SearchRow => ({
  id: row.id,
  name: row.name,
  formerNames: row.former_names,
  code: row.code,
  pinyin: row.pinyin,
  areaNumber: row.area_number,
  brandAt: brandStart(row.name),
});

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function loadIndex(db: Db, districtId: number, lookedAt: number): Promise<Held> {
  const rows = await db.readDistrict(districtId, (tx) =>
    wholeTables<Row>(tx, sql`select ${COLUMNS} where f.district_id = ${districtId}`),
  );
  const recent = new Map<string, number>();
  const searchRows: SearchRow[] = [];
  for (const row of rows) {
    if (row.updated_at > lookedAt - OVERLAP_MILLIS) recent.set(row.id, row.updated_at);
    searchRows.push(present(row));
    if (searchRows.length % 4000 === 0) await breathe();
  }
  const steps = packIndex(searchRows);
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return { index: step.value, lookedAt, recent };
    await breathe();
  }
}

/** The companies of one district: loaded at the first question, then kept up. */
class DistrictSearch {
  readonly #platform: Pick<Platform, 'db' | 'now'>;
  readonly #districtId: number;
  #held: Promise<Held> | undefined;

  constructor(platform: Pick<Platform, 'db' | 'now'>, districtId: number) {
    this.#platform = platform;
    this.#districtId = districtId;
  }

  hold(): Promise<Held> {
    this.#held ??= this.#load();
    this.#held.catch(() => {
      this.#held = undefined;
    });
    return this.#held;
  }

  /** Loads anew; the old index answers until the new one is packed. */
  async reload(): Promise<void> {
    const next = await this.#load();
    this.#held = Promise.resolve(next);
  }

  async refresh(firmIds: readonly string[]): Promise<void> {
    // Nobody has asked yet: the first question will read the committed state anyway.
    if (this.#held === undefined || firmIds.length === 0) return;
    const held = await this.#held;
    if (firmIds.length > RELOAD_ABOVE) return this.reload();
    const rows = await this.#platform.db.readDistrict(this.#districtId, (tx) =>
      tx.rows<Row>(
        sql`select ${COLUMNS} where f.district_id = ${this.#districtId} and f.id = any(${[...firmIds]}::uuid[])`,
      ),
    );
    for (const { id, updated_at } of rows) held.recent.set(id, updated_at);
    if (held.index.replace(rows.map(present))) await this.reload();
  }

  async catchUp(): Promise<void> {
    const held = await this.hold();
    const since = held.lookedAt - OVERLAP_MILLIS;
    const lookedAt = this.#platform.now();
    const changes = await this.#platform.db.readDistrict(this.#districtId, (tx) =>
      tx.rows<Pick<Row, 'id' | 'updated_at'>>(sql`select id, updated_at from firms
        where district_id = ${this.#districtId} and updated_at > ${new Date(since)}`),
    );
    await this.refresh(changes.filter(({ id, updated_at }) => held.recent.get(id) !== updated_at).map(({ id }) => id));
    held.lookedAt = lookedAt;
    for (const [id, at] of held.recent) if (at <= since) held.recent.delete(id);
  }

  #load(): Promise<Held> {
    return loadIndex(this.#platform.db, this.#districtId, this.#platform.now());
  }
}

/** The search of all districts; `start` keeps it up with the register. */
export function createFirmSearch({ db, now, log }: Pick<Platform, 'db' | 'now' | 'log'>): FirmSearch {
  const districts = new Map<number, DistrictSearch>();
  let timer: NodeJS.Timeout | undefined;

  const districtSearch = (districtId: number): DistrictSearch => {
    const known = districts.get(districtId) ?? new DistrictSearch({ db, now }, districtId);
    districts.set(districtId, known);
    return known;
  };
  const catchUp = async (): Promise<void> => {
    for (const [districtId, each] of districts)
      await each
        .catchUp()
        .catch((error: unknown) => log.warn({ districtId, error: String(error) }, 'company search did not catch up'));
  };

  return {
    find: async (districtId, query) => (await districtSearch(districtId).hold()).index.search(query),
    load: async (districtId) => {
      await districtSearch(districtId).hold();
    },
    reload: (districtId) => districtSearch(districtId).reload(),
    refresh: async (districtId, firmIds) => districts.get(districtId)?.refresh(firmIds),
    catchUp,
    start() {
      const round = (): void => {
        timer = setTimeout(() => void catchUp().finally(round), CATCH_UP_MILLIS);
        timer.unref();
      };
      round();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
