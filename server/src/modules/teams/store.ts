import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { ServiceTeam } from './team.ts';

/** Stores service teams in one statement. */
export async function insertTeams(tx: Tx, teams: readonly ServiceTeam[]): Promise<void> {
  const rows = teams.map(({ number, name, partyLed, strength, postId }) => ({
    number,
    name_zh: name.zh,
    name_en: name.en,
    party_led: partyLed,
    strength,
    post_id: postId,
  }));
  await tx.run(sql`
    insert into service_teams (district_id, number, name_zh, name_en, party_led, strength, post_id)
    select ${tx.districtId}, t.number, t.name_zh, t.name_en, t.party_led, t.strength, t.post_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t (number integer, name_zh text, name_en text, party_led boolean, strength integer, post_id uuid)`);
}
