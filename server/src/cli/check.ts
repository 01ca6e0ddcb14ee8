import { checkAreas } from '../modules/areas/index.ts';
import { checkCapital } from '../modules/capital/index.ts';
import { checkStandings } from '../modules/coverage/index.ts';
import { checkMatters } from '../modules/matters/index.ts';
import { checkMoments } from '../modules/moments/index.ts';
import { checkNetwork } from '../modules/network/index.ts';
import { checkOrganizations } from '../modules/organizations/index.ts';
import { checkPlatforms } from '../modules/platforms/index.ts';
import { checkPool } from '../modules/pool/index.ts';
import { checkSchemeVerdicts } from '../modules/schemes/index.ts';
import { checkDeals } from '../modules/securitization/index.ts';
import { systemNow } from '../platform/clock.ts';
import { sql } from '../platform/sql.ts';
import { parseArguments } from './arguments.ts';
import { withInstallation } from './database.ts';
import type { CommandIo } from './io.ts';

/** Asks every invariant of every district on one snapshot each. Exit 1 when one does not hold. */
export async function checkCommand(args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  const read = parseArguments(args, [], ['json']);
  if (!read.ok) {
    io.err(read.sentence);
    return 2;
  }
  return withInstallation(env, io, async ({ db }) => {
    const districts = await db.global<{ id: number; code: string }>(sql`select id, code from districts order by id`);
    const report = [];
    for (const { id, code } of districts)
      report.push({
        district: code,
        verdicts: [
          ...(await checkMatters(db, id)),
          ...(await checkAreas(db, id)),
          ...(await checkOrganizations(db, id)),
          ...(await checkNetwork(db, id)),
          ...(await checkPool(db, id)),
          ...(await checkCapital(db, id)),
          ...(await checkDeals(db, id)),
          ...(await checkPlatforms(db, id)),
          ...(await checkStandings(db, id, systemNow())),
          ...(await checkSchemeVerdicts(db, id, systemNow())),
          ...(await checkMoments(db, id, systemNow())),
        ],
      });
    const holds = report.every(({ verdicts }) => verdicts.every(({ violations }) => violations === 0));
    if (read.parsed.switches.has('json')) io.out(JSON.stringify({ holds, districts: report }));
    else
      for (const { district, verdicts } of report)
        for (const { id, sentence, violations, examples } of verdicts)
          io.out(
            `${violations === 0 ? '✓' : '✗'} ${district} ${id.padEnd(16)} ${sentence}${violations === 0 ? '' : `: ${violations} (${examples.join(', ')})`}`,
          );
    return holds ? 0 : 1;
  });
}
