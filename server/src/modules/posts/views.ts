import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { Holder, Post, PostKind } from './post.ts';

interface PostRow {
  readonly id: string;
  readonly code: string;
  readonly kind: PostKind;
  readonly name_zh: string;
  readonly name_en: string;
  readonly phone: string;
  readonly deputy_zh: string;
  readonly deputy_en: string;
  readonly deputy_phone: string;
  readonly hours: string;
  readonly officer_id: string | null;
  readonly officer_active: boolean | null;
  readonly deputy_id: string | null;
  readonly deputy_active: boolean | null;
  readonly supervisor_id: string | null;
  readonly active: boolean;
  readonly team_number: number | null;
  readonly area_number: number | null;
}

const holder = (accountId: string | null, active: boolean | null): Holder | null =>
  accountId === null ? null : { accountId, active: active === true };

function present(row: PostRow): Post {
  return {
    id: row.id,
    card: {
      id: row.id,
      code: row.code,
      kind: row.kind,
      name: { zh: row.name_zh, en: row.name_en },
      phone: row.phone,
      deputy: { zh: row.deputy_zh, en: row.deputy_en },
      deputyPhone: row.deputy_phone,
      hours: row.hours,
      areaNumber: row.area_number,
    },
    officer: holder(row.officer_id, row.officer_active),
    deputy: holder(row.deputy_id, row.deputy_active),
    supervisorId: row.supervisor_id,
    teamNumber: row.team_number,
    active: row.active,
  };
}

/** Every post of the district, inactive ones too: old histories still name them. A team leads the lowest of its areas. */
export async function readPosts(tx: Tx): Promise<readonly Post[]> {
  const rows = await tx.rows<PostRow>(sql`
    select p.id, p.code, p.kind, p.name_zh, p.name_en, p.phone, p.deputy_zh, p.deputy_en, p.deputy_phone, p.hours,
      p.officer_id, officer.active as officer_active, p.deputy_id, deputy.active as deputy_active,
      p.supervisor_id, p.active, t.number as team_number,
      (select min(a.number) from service_areas a where a.district_id = p.district_id and a.team_number = t.number) as area_number
    from posts p
    left join service_teams t on t.district_id = p.district_id and t.post_id = p.id
    left join accounts officer on officer.district_id = p.district_id and officer.id = p.officer_id
    left join accounts deputy on deputy.district_id = p.district_id and deputy.id = p.deputy_id
    where p.district_id = ${tx.districtId}`);
  return rows.map(present);
}
