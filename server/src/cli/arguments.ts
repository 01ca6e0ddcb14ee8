/** Arguments of a command: named values, switches, and the rest in order. */
export interface Arguments {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly rest: readonly string[];
}

export type Parsed =
  | { readonly ok: true; readonly parsed: Arguments }
  | { readonly ok: false; readonly sentence: string };

/** Reads `--name value` for the names given and `--name` for the switches given; anything else with dashes is refused. */
export function parseArguments(args: readonly string[], names: readonly string[], switches: readonly string[]): Parsed {
  const values = new Map<string, string>();
  const on = new Set<string>();
  const rest: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const [flag = word, inline] = word.startsWith('--') ? word.slice(2).split(/=(.*)/s, 2) : [word];
    if (!word.startsWith('--')) rest.push(word);
    else if (switches.includes(flag)) on.add(flag);
    else if (names.includes(flag)) {
      const value = inline ?? args[index + 1];
      if (value === undefined) return { ok: false, sentence: `--${flag} 后面要写内容。/ --${flag} needs a value.` };
      if (inline === undefined) index += 1;
      values.set(flag, value);
    } else return { ok: false, sentence: `不认识 --${flag}。/ There is no option --${flag}.` };
  }
  return { ok: true, parsed: { values, switches: on, rest } };
}
