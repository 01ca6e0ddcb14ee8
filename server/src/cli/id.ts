import { IDENTIFIER_SENTENCES, identify } from '@banfei/identifiers';
import { parseArguments } from './arguments.ts';
import type { CommandIo } from './io.ts';

/** `banfei id check`: kind of each code, valid or its exact fault, and its normalized form. Exit 2 when one is not valid. */
export async function idCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const read = parseArguments(args, [], ['json']);
  if (!read.ok || read.parsed.rest.length === 0) {
    io.err(
      read.ok ? '写上要核对的代码，例如 banfei id check 9144030071526726XG。/ Name the codes to check.' : read.sentence,
    );
    return 2;
  }
  const results = read.parsed.rest.map((raw) => {
    const found = identify(raw);
    if (found.ok) return { given: raw, ...found };
    const facts: Readonly<Record<string, unknown>> = { ...found.facts };
    const entry = IDENTIFIER_SENTENCES[found.code];
    const fill = (text: string) =>
      text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in facts ? String(facts[name]) : whole));
    return { given: raw, ...found, message: { zh: fill(entry.zh), en: fill(entry.en) } };
  });
  io.out(JSON.stringify({ results }));
  return results.every(({ ok }) => ok) ? 0 : 2;
}
