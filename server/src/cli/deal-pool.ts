import { excludedBy, readPoolQuestion } from '@banfei/waterfall';
import { choosePool } from '../modules/securitization/index.ts';
import { parseArguments } from './arguments.ts';
import { readJson, sayRefusal } from './deal.ts';
import { fen, share } from './deal-report.ts';
import type { CommandIo } from './io.ts';

/** `banfei deal pool`: the pool of a size with the least expected loss under limits, and the limits that bind. */
export async function dealPoolCommand(args: readonly string[], io: CommandIo, env: NodeJS.ProcessEnv): Promise<number> {
  const read = parseArguments(args, ['candidates'], ['json']);
  const file = read.ok ? read.parsed.values.get('candidates') : undefined;
  if (!read.ok || file === undefined) {
    io.err(read.ok ? '要写 --candidates 和候选文件。/ Give --candidates and the file of candidates.' : read.sentence);
    return 2;
  }
  const given = await readJson(file, env, io);
  if (typeof given === 'number') return given;
  const parsed = readPoolQuestion(given.data);
  if (!parsed.ok) return sayRefusal(parsed, file, io);
  const { question } = parsed;
  const { best, binding } = await choosePool(question);
  const excluded = question.candidates.flatMap((each) => {
    const by = excludedBy(each, question.limits);
    return by.length === 0 ? [] : [{ id: each.id, by }];
  });
  io.out(
    JSON.stringify({
      found: best !== null,
      note: { zh: '仅为筛查提示，不是法律结论', en: 'A screening only, not a legal conclusion' },
      chosen: best?.chosen.map(({ id }) => id) ?? [],
      ...(best === null
        ? {}
        : {
            principal: fen(best.verdict.principal),
            expectedLoss: fen(best.verdict.expectedLoss),
            expectedLossShare: share(best.verdict.riskShare),
            limits: best.verdict.limits.map((limit) => ({
              ...limit,
              value: share(limit.value),
              level: share(limit.level),
            })),
          }),
      binding: binding.map(({ limit, expectedLossWithout }) => ({
        limit,
        expectedLossWithout: fen(expectedLossWithout),
      })),
      excluded,
    }),
  );
  return 0;
}
