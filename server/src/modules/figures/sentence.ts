import type { Cockpit, SentencePart } from '@banfei/contracts';

/** The five counts that the sentence names. */
export interface Said {
  readonly overdue: number;
  readonly dueToday: number;
  readonly open: number;
  readonly teams: number;
  readonly teamsOnTime: number;
}

const part = (figure: keyof Said, text: string): SentencePart => ({ figure, text });

function chinese(said: Said): SentencePart[] {
  const { overdue, dueToday, open, teams, teamsOnTime } = said;
  const late =
    overdue === 0
      ? [part('overdue', '没有超时'), '，']
      : ['有 ', part('overdue', `${overdue} 件超时`), dueToday === 0 ? '，' : '、'];
  const due = part('dueToday', dueToday === 0 ? '没有到期' : `${dueToday} 件今天到期`);
  const onTime =
    teams > 0 && teamsOnTime === teams
      ? [part('teams', `${teams}`), ' 支服务队', part('teamsOnTime', '全部按时'), '。']
      : [part('teams', `${teams}`), ' 支服务队里 ', part('teamsOnTime', `${teamsOnTime}`), ' 支全部按时。'];
  return ['今天', ...late, due, '；在办 ', part('open', `${open} 件`), '，', ...onTime];
}

const requests = (count: number): string => `${count} ${count === 1 ? 'request' : 'requests'}`;

function english(said: Said): SentencePart[] {
  const { overdue, dueToday, open, teams, teamsOnTime } = said;
  const late = overdue === 0 ? 'nothing is overdue' : `${requests(overdue)} ${overdue === 1 ? 'is' : 'are'} overdue`;
  const due = dueToday === 0 ? 'nothing falls due' : `${dueToday} ${dueToday === 1 ? 'falls' : 'fall'} due`;
  const team = teams === 1 ? 'service team' : 'service teams';
  const onTime =
    teams > 0 && teamsOnTime === teams
      ? [' in hand, and all ', part('teams', `${teams}`), ` ${team} are `, part('teamsOnTime', 'entirely on time'), '.']
      : [
          ' in hand, and ',
          part('teamsOnTime', `${teamsOnTime}`),
          ' of ',
          part('teams', `${teams}`),
          ` ${team} ${teamsOnTime === 1 ? 'is' : 'are'} entirely on time.`,
        ];
  return [
    'Today ',
    part('overdue', late),
    ' and ',
    part('dueToday', due),
    '; ',
    part('open', requests(open)),
    open === 1 ? ' is' : ' are',
    ...onTime,
  ];
}

/** Today in one sentence that can be read aloud; each count leads to its rows. */
export const sentenceOf = (said: Said): Cockpit['sentence'] => ({ zh: chinese(said), en: english(said) });
