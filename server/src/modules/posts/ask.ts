import type { PostCard } from '@banfei/contracts';
import type { Tx } from '../../platform/db.ts';
import type { Platform } from '../../platform/services.ts';
import { sql } from '../../platform/sql.ts';
import { perDistrict } from '../districts/index.ts';
import { directoryOf, type PostDirectory } from './directory.ts';
import type { Post } from './post.ts';
import { readPosts } from './views.ts';

/** Which post answers for a company, and why: the area of its site, or null when it has no place yet. */
export interface FirmDuty {
  readonly post: Post;
  readonly areaNumber: number | null;
}

export interface Posts {
  /** The directory for many questions at once, at most ten seconds old. */
  directory(districtId: number): Promise<PostDirectory>;
  /** Reads the directory again now, after a change. */
  reload(districtId: number): Promise<PostDirectory>;
  heldBy(districtId: number, accountId: string): Promise<readonly Post[]>;
  dutyPostOfArea(districtId: number, areaNumber: number): Promise<Post | undefined>;
  /**
   * The post in charge of a company: lead post of the area in which the given site, else the head site lies. Without
   * a place it is the counter on duty. Undefined only when the district has no such post at all.
   */
  dutyPostOfFirm(districtId: number, firmId: string, siteId?: string): Promise<FirmDuty | undefined>;
  postCard(districtId: number, postId: string): Promise<PostCard>;
  postCards(districtId: number, postIds: Iterable<string>): Promise<ReadonlyMap<string, PostCard>>;
  supervisorOf(districtId: number, postId: string): Promise<Post | undefined>;
}

/** The posts as a transaction sees them, for whoever has no use for what is remembered. */
export const directoryIn = async (tx: Tx): Promise<PostDirectory> => directoryOf(await readPosts(tx));

/** Posts of all districts, read at most every ten seconds. */
export function createPosts(platform: Pick<Platform, 'db' | 'now'>): Posts {
  const directories = perDistrict((districtId) => platform.db.readDistrict(districtId, directoryIn), platform.now);
  const { get, reload } = directories;

  const areaOfFirm = (districtId: number, firmId: string, siteId: string | null): Promise<number | null> =>
    platform.db.inDistrict(districtId, async (tx) => {
      const row = await tx.row<{ area_number: number }>(sql`
        select b.area_number from sites s
        join blocks b on b.district_id = s.district_id and b.cell = s.cell
        where s.district_id = ${districtId} and s.firm_id = ${firmId}
          and (s.kind = 'head' or s.id = ${siteId}::uuid)
        order by (s.id = ${siteId}::uuid) desc nulls last limit 1`);
      return row?.area_number ?? null;
    });

  return {
    directory: get,
    reload,
    heldBy: async (districtId, accountId) => (await get(districtId)).heldBy(accountId),
    dutyPostOfArea: async (districtId, areaNumber) => (await get(districtId)).dutyOfArea(areaNumber),
    async dutyPostOfFirm(districtId, firmId, siteId) {
      const directory = await get(districtId);
      const areaNumber = await areaOfFirm(districtId, firmId, siteId ?? null);
      const post = (areaNumber === null ? undefined : directory.dutyOfArea(areaNumber)) ?? directory.counterOnDuty();
      return post && { post, areaNumber };
    },
    postCard: async (districtId, postId) => (await get(districtId)).card(postId),
    postCards: async (districtId, postIds) => (await get(districtId)).cards(postIds),
    supervisorOf: async (districtId, postId) => (await get(districtId)).supervisorOf(postId),
  };
}
