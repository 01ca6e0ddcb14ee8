import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { PostKind } from './post.ts';

export interface NewPost {
  readonly id: string;
  readonly code: string;
  readonly kind: PostKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly phone: string;
  readonly deputyZh: string;
  readonly deputyEn: string;
  readonly deputyPhone: string;
  readonly hours: string;
  readonly officerId: string | null;
  readonly deputyId: string | null;
  readonly supervisorId: string | null;
}

/** Stores many posts in one statement. Supervising posts may come in the same list: the key is checked at its end. */
export async function insertPosts(tx: Tx, posts: readonly NewPost[]): Promise<void> {
  await tx.run(sql`
    insert into posts (district_id, id, code, kind, name_zh, name_en, phone, deputy_zh, deputy_en, deputy_phone, hours,
      officer_id, deputy_id, supervisor_id)
    select ${tx.districtId}, p."id", p."code", p."kind", p."nameZh", p."nameEn", p."phone", p."deputyZh", p."deputyEn",
      p."deputyPhone", p."hours", p."officerId", p."deputyId", p."supervisorId"
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb) as p ("id" uuid, "code" text, "kind" text, "nameZh" text,
      "nameEn" text, "phone" text, "deputyZh" text, "deputyEn" text, "deputyPhone" text, "hours" text,
      "officerId" uuid, "deputyId" uuid, "supervisorId" uuid)`);
}
