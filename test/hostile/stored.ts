import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES } from '../../server/src/modules/matters/index.ts';
import { ownerRows } from '../../server/test/database.ts';

/** A row that the schema of no operation allows: where it stands and what is wrong with it. */
export interface Misfit {
  readonly rule: string;
  readonly example: string;
}

/** A rule of what may stand in a table: its name and a query for rows that break it, whose one column is the example. */
type Rule = readonly [name: string, query: string];

// Written from the contracts by hand and asked of the tables alone; the program's own validators have no part in it.
const LINE = String.raw`[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]`;
const PHONE = '^([0-9+ -]{5,20})?$';

const lengths = (table: string, column: string, least: number, most: number): Rule => [
  `${table}.${column} has ${least} to ${most} characters`,
  `select ${column} as example from ${table} where char_length(${column}) not between ${least} and ${most}`,
];
const oneLine = (table: string, column: string): Rule => [
  `${table}.${column} is one line without hidden characters`,
  `select ${column} as example from ${table} where ${column} ~ '${LINE}'`,
];
const closedSet = (table: string, column: string, allowed: readonly string[]): Rule => [
  `${table}.${column} is one of a closed set`,
  `select ${column} as example from ${table} where ${column} <> all('{${allowed.join(',')}}'::text[])`,
];

/** Longest text of each kind of event, in characters. */
const EVENT_TEXTS: readonly (readonly [type: string, member: string, most: number])[] = [
  ['raised', 'text', 500],
  ['raised', 'place', 200],
  ['replied', 'text', 2000],
  ['noted', 'text', 2000],
  ['supplemented', 'text', 500],
  ['offered', 'ask', 500],
  ['accepted', 'scope', 500],
  ['declined', 'basis', 500],
  ['arbitrated', 'reason', 500],
  ['waiting', 'what', 500],
  ['resumed', 'reason', 500],
  ['arrived', 'place', 2000],
  ['nudged', 'text', 500],
  ['overseen', 'instruction', 500],
  ['extended', 'reason', 500],
  ['proposed', 'summary', 2000],
  ['confirmed', 'missing', 500],
  ['rated', 'text', 500],
  ['reopened', 'reason', 500],
  ['withdrawnByCompany', 'reason', 500],
  ['settledOnSpot', 'answer', 2000],
  ['rejected', 'explanation', 500],
  ['rejected', 'redirect', 500],
];

const eventText = ([type, member, most]: (typeof EVENT_TEXTS)[number]): Rule => [
  `${member} of ${type} has at most ${most} characters and is not blank`,
  `select payload ->> '${member}' as example from matter_events where type = '${type}'
    and (char_length(payload ->> '${member}') > ${most} or (payload ->> '${member}') !~ '\\S')`,
];

const RULES: readonly Rule[] = [
  lengths('matters', 'body', 1, 500),
  lengths('matters', 'title', 1, 40),
  lengths('matters', 'place', 0, 200),
  lengths('matters', 'contact_name', 0, 40),
  ...['title', 'place', 'contact_name', 'contact_phone'].map((column) => oneLine('matters', column)),
  closedSet('matters', 'category', [...CATEGORIES.keys()]),
  [
    'matters.contact_phone is a phone number',
    `select contact_phone as example from matters where contact_phone !~ '${PHONE}'`,
  ],
  [
    'a matter of the web was raised by its company',
    `
    select m.number as example from matters m join accounts a on a.district_id = m.district_id and a.id = m.raised_by
    where (m.channel = 'web') <> (a.role = 'company') or a.role not in ('company', 'officer')`,
  ],
  ...EVENT_TEXTS.map(eventText),
  [
    'ratings have a grade from 1 to 5 and listed tags',
    `
    select payload::text as example from matter_events where type = 'rated' and ((payload ->> 'grade') !~ '^[1-5]$'
      or not (payload -> 'tags') <@ '["fast", "onSite", "clear", "oneTrip"]' or jsonb_array_length(payload -> 'tags') > 4)`,
  ],
  [
    'extensions add one to ten working days',
    `
    select payload::text as example from matter_events where type = 'extended' and (payload ->> 'extraWorkingDays') !~ '^([1-9]|10)$'`,
  ],
  [
    'refusals have a listed reason',
    `
    select payload::text as example from matter_events where type = 'rejected' and (payload ->> 'reason') not in
      ('emergencyChannel', 'judicialDisciplineOrPetition', 'repeatedWithoutNewFacts', 'stateOrTradeSecret', 'outsideRemit', 'unlawful')`,
  ],
  lengths('firms', 'name', 1, 200),
  oneLine('firms', 'name'),
  [
    'firms.contact_phone is a phone number',
    `select contact_phone as example from firms where contact_phone !~ '${PHONE}'`,
  ],
  [
    'a company taken down has a name of 2 to 120 characters',
    `select name as example from firms where provisional and char_length(name) not between 2 and 120`,
  ],
  lengths('sites', 'name', 1, 120),
  lengths('sites', 'address', 1, 200),
  oneLine('sites', 'name'),
  oneLine('sites', 'address'),
  [
    'sites lie in China',
    `select id::text as example from sites where lon not between 73 and 136 or lat not between 3 and 54 or (lon is null) <> (lat is null)`,
  ],
  lengths('resources', 'title', 2, 80),
  lengths('resources', 'detail', 0, 1000),
  lengths('resources', 'place', 2, 120),
  lengths('resources', 'desk', 2, 60),
  lengths('needs', 'title', 2, 80),
  lengths('needs', 'detail', 0, 1000),
  lengths('bookings', 'purpose', 2, 200),
  lengths('bookings', 'reason', 0, 200),
  ...['title', 'place', 'desk'].map((column) => oneLine('resources', column)),
  ...['purpose', 'reason'].map((column) => oneLine('bookings', column)),
  ['desks have a phone number', `select desk_phone as example from resources where desk_phone !~ '${PHONE}'`],
  [
    'a usage is no longer than its booking',
    `select id::text as example from bookings where greatest(giver_minutes, taker_minutes) * interval '1 minute' > upper(during) - lower(during)`,
  ],
  [
    'nobody books with himself',
    `select b.id::text as example from bookings b join resources r on r.district_id = b.district_id and r.id = b.resource_id
     where r.unit_id = b.unit_id`,
  ],
  lengths('uploads', 'name', 1, 120),
  [
    'names of files are names',
    `select name as example from uploads where name ~ '[/\\\\"<>|:*?]' or name ~ '${LINE}' or name ~ '^[.]'`,
  ],
  ['files have content', `select id::text as example from uploads where bytes <= 0 or bytes > 52428800`],
  [
    'keys of submissions have their form',
    `select key as example from idempotency_keys where key !~ '^[A-Za-z0-9_-]{8,64}$'`,
  ],
  [
    'only successes are kept under a key',
    `select key as example from idempotency_keys where status not between 200 and 299`,
  ],
];

/** Nowhere, in no text and no JSON: characters that hide, and the mark of a character that was lost. */
async function hidingRules(ownerUrl: string): Promise<Rule[]> {
  const columns = await ownerRows<{ table: string; name: string; type: string }>(
    ownerUrl,
    `select table_name as table, column_name as name, data_type as type from information_schema.columns
     where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY')`,
  );
  const control = String.raw`[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffd]`;
  const escaped = String.raw`(^|[^\\])(\\\\)*\\(u00[01]|b|f)`;
  return columns.map(({ table, name, type }) => {
    const text = `${name}::text`;
    const broken = type === 'text' ? `${text} ~ '${control}'` : `(${text} ~ '${control}' or ${text} ~ '${escaped}')`;
    return [`${table}.${name} hides nothing`, `select left(${text}, 200) as example from ${table} where ${broken}`];
  });
}

/** Every stored file has the bytes that its row says, and the folder holds nothing else. */
async function strayFiles(ownerUrl: string, dataDir: string): Promise<Misfit[]> {
  const rows = await ownerRows<{ path: string; sha256: string; bytes: number }>(
    ownerUrl,
    `select district_id::text || '/' || left(id::text, 2) || '/' || id::text as path, encode(sha256, 'hex') as sha256, bytes::integer as bytes from uploads`,
  );
  const folder = join(dataDir, 'files');
  const known = new Map(rows.map((row) => [row.path, row]));
  const listed = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    : [];
  const stray = listed
    .filter((path) => !known.has(path))
    .map((example) => ({ rule: 'every file has its row', example }));
  const broken = rows.filter(({ path, sha256, bytes }) => {
    if (!existsSync(join(folder, path))) return true;
    const content = readFileSync(join(folder, path));
    return content.length !== bytes || createHash('sha256').update(content).digest('hex') !== sha256;
  });
  return [...stray, ...broken.map(({ path }) => ({ rule: 'every row has its file', example: path }))];
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Reads every table as its owner and reports what no schema would have let in. */
export async function misfits(ownerUrl: string, dataDir: string): Promise<Misfit[]> {
  const rules = [...RULES, ...(await hidingRules(ownerUrl))];
  // All questions as one statement, on one snapshot.
  const parts = rules.map(([rule, query]) => `(select ${quoted(rule)} as rule, q.example from (${query}) q limit 3)`);
  const found = await ownerRows<Misfit>(ownerUrl, parts.join(' union all '));
  return [...found, ...(await strayFiles(ownerUrl, dataDir))];
}

// The outbox is emptied in the background, and sessions note when they were last seen: neither is an effect of a refusal.
const RESTLESS = ['outbox', 'sessions', 'attempts', 'schema_migrations'];

/** One hash of the content of every table of the district, to show that a refusal changed nothing. */
export async function digest(ownerUrl: string, leave: readonly string[] = []): Promise<string> {
  const tables = await ownerRows<{ name: string }>(
    ownerUrl,
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
       and table_name <> all($1::text[]) order by 1`,
    [[...RESTLESS, ...leave]],
  );
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(md5(string_agg(t::text, chr(10) order by t::text)), '') as hash from ${name} t`,
  );
  const rows = await ownerRows<{ name: string; hash: string }>(ownerUrl, `${parts.join(' union all ')} order by 1`);
  return rows.map(({ name, hash }) => `${name} ${hash}`).join('\n');
}

/** Names of all columns, as they are in the tables and as a page would write them. */
export async function columnNames(ownerUrl: string, tables: readonly string[]): Promise<string[]> {
  const rows = await ownerRows<{ name: string }>(
    ownerUrl,
    `select distinct column_name as name from information_schema.columns where table_schema = 'public' and table_name = any($1::text[]) order by 1`,
    [tables],
  );
  const camel = (name: string): string => name.replace(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase());
  return [...new Set(rows.flatMap(({ name }) => [name, camel(name)]))];
}
