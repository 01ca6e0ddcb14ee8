import { serve } from '../app/serve.ts';
import { accountCommand } from './account.ts';
import { areasCheckCommand, areasPlanCommand } from './areas.ts';
import { checkCommand } from './check.ts';
import { clockCommand } from './clock.ts';
import { coveragePlanCommand } from './coverage.ts';
import { dealRunCommand } from './deal.ts';
import { dealSimulateCommand, dealStressCommand } from './deal-analysis.ts';
import { dealPoolCommand } from './deal-pool.ts';
import { demoCommand } from './demo.ts';
import { idCommand } from './id.ts';
import { importFactsCommand } from './import-facts.ts';
import { importFirmsCommand } from './import-firms.ts';
import type { CommandIo } from './io.ts';
import { migrateCommand } from './migrate.ts';
import { schemesCheckCommand, schemesFactsCommand, schemesListCommand, schemesSurveyCommand } from './schemes.ts';

/** Exit code: 0 done, 2 bad arguments or bad input with nothing written, 1 failure. */
type Command = (args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv) => Promise<number>;

const COMMANDS: readonly { readonly words: readonly string[]; readonly usage: string; readonly run: Command }[] = [
  { words: ['start'], usage: 'banfei start', run: (_args, io, env) => serve(env, io) },
  { words: ['migrate'], usage: 'banfei migrate', run: migrateCommand },
  {
    words: ['import', 'firms'],
    usage: 'banfei import firms FILE [--map FILE.json] [--dry-run] [--json]',
    run: importFirmsCommand,
  },
  { words: ['import', 'facts'], usage: 'banfei import facts FILE [--json]', run: importFactsCommand },
  { words: ['check'], usage: 'banfei check [--json]', run: checkCommand },
  {
    words: ['areas', 'plan'],
    usage:
      'banfei areas plan --graph FILE --parts K [--tolerance 0.03] [--balance max or both] [--targets 3,2,2] [--seed N] [--current FILE.json] [--churn-weight X] [--time-limit S] [--detached] [--json]',
    run: areasPlanCommand,
  },
  {
    words: ['areas', 'check'],
    usage:
      'banfei areas check --graph FILE --plan FILE.json [--parts K] [--tolerance 0.03] [--balance max or both] [--detached] [--json]',
    run: areasCheckCommand,
  },
  {
    words: ['clock', 'due'],
    usage:
      'banfei clock due --start INSTANT (--working-days N or --working-minutes N) [--hours 09:00-12:00,13:00-17:30] [--calendar FILE] [--json]',
    run: clockCommand,
  },
  {
    words: ['coverage', 'plan'],
    usage:
      'banfei coverage plan --units FILE.csv [--organizations FILE.csv] [--current FILE.json] [--rules FILE.json] [--as-of YYYY-MM-DD] [--json]',
    run: coveragePlanCommand,
  },
  {
    words: ['deal', 'run'],
    usage: 'banfei deal run --deal FILE.json [--scenario FILE.json] [--workbook FILE.xlsx] [--json]',
    run: dealRunCommand,
  },
  {
    words: ['deal', 'pool'],
    usage: 'banfei deal pool --candidates FILE.json [--json]',
    run: dealPoolCommand,
  },
  {
    words: ['deal', 'stress'],
    usage: 'banfei deal stress --deal FILE.json [--scenario FILE.json] [--json]',
    run: dealStressCommand,
  },
  {
    words: ['deal', 'simulate'],
    usage:
      'banfei deal simulate --deal FILE.json [--scenario FILE.json] [--paths N] [--seed N] [--method alias|direct] [--json]',
    run: dealSimulateCommand,
  },
  {
    words: ['schemes', 'check'],
    usage: 'banfei schemes check --facts FILE.json [--scheme ID] --as-of YYYY-MM-DD [--json]',
    run: schemesCheckCommand,
  },
  {
    words: ['schemes', 'survey'],
    usage: 'banfei schemes survey --facts FILE.jsonl --as-of YYYY-MM-DD [--json]',
    run: schemesSurveyCommand,
  },
  { words: ['schemes', 'list'], usage: 'banfei schemes list [--json]', run: schemesListCommand },
  { words: ['schemes', 'facts'], usage: 'banfei schemes facts [--json]', run: schemesFactsCommand },
  { words: ['id', 'check'], usage: 'banfei id check CODE… [--json]', run: idCommand },
  {
    words: ['account'],
    usage: 'banfei account (add --login NAME --role ROLE --name-zh … --name-en … [--firm CODE] | disable --login NAME)',
    run: accountCommand,
  },
  { words: ['demo', 'reset'], usage: 'banfei demo reset --yes', run: demoCommand },
];

/** Runs the command that the arguments name. */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv, io: CommandIo): Promise<number> {
  const command = COMMANDS.find(({ words }) => words.every((word, index) => args[index] === word));
  if (command === undefined) {
    const asked = args.length === 0 || args[0] === 'help' || args[0] === '--help';
    if (!asked) io.err(`没有“${args.join(' ')}”这条命令。/ There is no command “${args.join(' ')}”.`);
    for (const { usage } of COMMANDS) (asked ? io.out : io.err)(`  ${usage}`);
    return asked ? 0 : 2;
  }
  try {
    return await command.run(args.slice(command.words.length), io, env);
  } catch (error) {
    io.err(error instanceof Error ? error.message : String(error));
    return 1;
  }
}
