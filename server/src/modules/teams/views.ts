import type { Tx } from '../../platform/db.ts';
import { sql } from '../../platform/sql.ts';
import type { ServiceTeam } from './team.ts';

interface TeamRow {
  readonly number: number;
  readonly name_zh: string;
  readonly name_en: string;
  readonly party_led: boolean;
  readonly strength: number;
  readonly post_id: string;
}

/** All service teams of the district, by number. */
export async function listTeams(tx: Tx): Promise<readonly ServiceTeam[]> {
  const rows = await tx.rows<TeamRow>(sql`
    select number, name_zh, name_en, party_led, strength, post_id from service_teams where district_id = ${tx.districtId} order by number`);
  return rows.map((row) => ({
    number: row.number,
    name: { zh: row.name_zh, en: row.name_en },
    partyLed: row.party_led,
    strength: row.strength,
    postId: row.post_id,
  }));
}
