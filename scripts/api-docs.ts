// Writes the table of operations into docs/api.md from the operations that the application mounts.
// Run `npx tsx scripts/api-docs.ts` after a change of a routes.ts; it needs no database.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { composeApp } from '../server/src/app/compose.ts';
import { openDb } from '../server/src/platform/db.ts';
import type { Operation } from '../server/src/platform/operation.ts';

const FILE = join(import.meta.dirname, '../docs/api.md');
const [BEGIN, END] = ['<!-- operations: written by scripts/api-docs.ts -->', '<!-- end of operations -->'];

// Port 1 answers to nobody: composing asks the database nothing, and what tries in the background is ended at once.
const NOWHERE = 'postgres://nobody:nobody@127.0.0.1:1/nothing';

/** The operations of the product, without a database behind them. */
export async function operationsOfProduct(): Promise<readonly Operation[]> {
  const db = openDb({ url: NOWHERE, connections: 1, onError: () => undefined });
  const app = await composeApp({
    db,
    listenUrl: NOWHERE,
    now: () => 0,
    logger: pino({ level: 'silent' }),
    dataDir: '',
    requestsPerMinute: 0,
    sessionIdleMinutes: 1,
    sessionHours: 1,
    secureCookies: false,
    trustProxy: false,
    webFolder: '',
  });
  await app.stop();
  await db.close();
  return app.operations;
}

const row = ({ method, path, summary, authz, status }: Operation): string => {
  const who = 'public' in authz ? '**public**' : authz.roles.join(', ');
  return `| \`${method} ${path}\` | ${summary} | ${status} | ${who} | ${authz.object} |`;
};

const groupOf = ({ path }: Operation): string => {
  const [first = '', second = ''] = path.split('/').slice(1);
  return first === 'api' ? second : first === 'files' ? 'matters' : 'operation of the installation';
};

/** The table: grouped by the first word of the path, in the order in which they are mounted. */
export function operationTable(operations: readonly Operation[]): string {
  const groups = new Map<string, Operation[]>();
  for (const each of operations) groups.set(groupOf(each), [...(groups.get(groupOf(each)) ?? []), each]);
  const chapters = [...groups].map(([name, list]) =>
    [
      `### ${name}\n`,
      '| operation | what it does | answers | roles | objects within reach (`x-authz`) |',
      '|---|---|---|---|---|',
      ...list.map(row),
    ].join('\n'),
  );
  return chapters.join('\n\n');
}

/** The page with its table brought up to date. */
export function apiDocs(page: string, operations: readonly Operation[]): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/api.md lacks the lines ${BEGIN} and ${END}.`);
  return `${before}${BEGIN}\n\n${operationTable(operations)}\n\n${END}${after}`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(FILE, apiDocs(readFileSync(FILE, 'utf8'), await operationsOfProduct()));
