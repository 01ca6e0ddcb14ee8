import { describe, expect, it } from 'vitest';
import { directoryOf } from './directory.ts';
import type { Post, PostKind } from './post.ts';

function post(
  code: string,
  kind: PostKind,
  zh: string,
  more: Partial<Post> & { readonly areaNumber?: number } = {},
): Post {
  const { areaNumber = null, ...rest } = more;
  const name = { zh, en: `Post ${code}` };
  const card = { id: `id-${code}`, code, kind, name, phone: '', deputy: name, deputyPhone: '', hours: '', areaNumber };
  return {
    id: card.id,
    card,
    officer: null,
    deputy: null,
    supervisorId: null,
    teamNumber: null,
    active: true,
    ...rest,
  };
}

const directory = directoryOf([
  post('T27', 'team', '第 27 服务队队长岗', {
    areaNumber: 27,
    supervisorId: 'id-S01',
    officer: { accountId: 'a', active: true },
  }),
  post('T02', 'team', '第 2 服务队队长岗', { areaNumber: 2, deputy: { accountId: 'a', active: true } }),
  post('D01', 'department', '特种设备监管岗'),
  post('D09', 'department', '设备采购岗', { active: false }),
  post('C02', 'counter', '乙站窗口岗'),
  post('C01', 'counter', '甲站窗口岗'),
  post('S01', 'supervisor', '东片分管岗'),
]);

const found = (words: string, kind?: PostKind): string[] => directory.search(words, kind).map(({ code }) => code);

describe('directory of posts', () => {
  it('finds by code, by a fragment, by characters in order, with or without blanks', () => {
    expect(found('t27')).toEqual(['T27']);
    expect(found('27服务队')).toEqual(['T27']);
    expect(found('第 27 服务队')).toEqual(['T27']);
    expect(found('27队')).toEqual(['T27']);
    expect(found('设备')).toEqual(['D01']);
    expect(found('没有这个岗')).toEqual([]);
  });

  it('puts what begins with the words before what contains them', () => {
    expect(found('第 2')).toEqual(['T02', 'T27']);
    expect(found('2')).toEqual(['C02', 'T02', 'T27']);
  });

  it('filters by kind, leaves out closed posts, and lists all for an empty query', () => {
    expect(found('', 'counter')).toEqual(['C01', 'C02']);
    expect(found('')).toEqual(['C01', 'C02', 'D01', 'S01', 'T02', 'T27']);
  });

  it('knows who is on duty, who supervises and what an account holds', () => {
    expect(directory.dutyOfArea(27)?.card.code).toBe('T27');
    expect(directory.dutyOfArea(3)).toBeUndefined();
    expect(directory.counterOnDuty()?.card.code).toBe('C01');
    expect(directory.supervisorOf('id-T27')?.card.code).toBe('S01');
    expect(directory.supervisorOf('id-D01')).toBeUndefined();
    expect(directory.heldBy('a').map(({ card }) => card.code)).toEqual(['T02', 'T27']);
    expect([...directory.cards(['id-D01', 'id-C01']).values()].map(({ code }) => code)).toEqual(['D01', 'C01']);
    expect(() => directory.card('id-unknown')).toThrow(/not in the directory/);
  });
});
