import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesAt, type SetupRules } from '@banfei/coverage';

const FILE = join(import.meta.dirname, '../../../../data/coverage/setup-rules.json');
const PACK: unknown = JSON.parse(readFileSync(FILE, 'utf8'));

/** The set-up rules in force on a day. */
export function rulesOn(day: string): SetupRules {
  const read = rulesAt(PACK, day);
  if (!read.ok) throw new Error(`data/coverage/setup-rules.json: ${read.code} ${JSON.stringify(read.facts)}`);
  return read.rules;
}
