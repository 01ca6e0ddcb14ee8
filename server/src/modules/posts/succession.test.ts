import { ERRORS } from '@banfei/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Holder, Post } from './post.ts';
import { ownerOf } from './post.ts';
import { successorOf } from './succession.ts';

const LEAVING = 'leaver';

const holder = (accountId: string, active = true): Holder => ({ accountId, active });

function post(id: string, parts: Partial<Pick<Post, 'officer' | 'deputy' | 'active'>> = {}): Post {
  const name = { zh: `岗位${id}`, en: `Post ${id}` };
  const card = {
    id,
    code: id,
    kind: 'team' as const,
    name,
    phone: '',
    deputy: name,
    deputyPhone: '',
    hours: '',
    areaNumber: null,
  };
  return { id, card, officer: null, deputy: null, supervisorId: null, teamNumber: null, active: true, ...parts };
}

describe('succession when an account ends (I-ORPHAN)', () => {
  it('goes to the deputy first', () => {
    const held = post('a', { officer: holder(LEAVING), deputy: holder('deputy') });
    const answer = successorOf({
      post: held,
      leavingId: LEAVING,
      teamLeader: post('l', { officer: holder('x') }),
      duty: null,
    });
    expect(answer).toEqual({ ok: true, by: 'deputy', owner: { postId: 'a', officerId: 'deputy' } });
  });

  it('stays with the officer when the deputy leaves', () => {
    const held = post('a', { officer: holder('officer'), deputy: holder(LEAVING) });
    expect(successorOf({ post: held, leavingId: LEAVING, teamLeader: null, duty: null })).toMatchObject({
      ok: true,
      by: 'officer',
    });
  });

  it('goes on to the team leader, then to the duty post', () => {
    const held = post('a', { officer: holder(LEAVING), deputy: holder('gone', false) });
    const leader = post('l', { officer: holder('leader') });
    const duty = post('d', { deputy: holder('night') });
    expect(successorOf({ post: held, leavingId: LEAVING, teamLeader: leader, duty })).toMatchObject({
      by: 'teamLeader',
      owner: { officerId: 'leader' },
    });
    expect(successorOf({ post: held, leavingId: LEAVING, teamLeader: null, duty })).toMatchObject({
      by: 'dutyPost',
      owner: { officerId: 'night' },
    });
  });

  it('refuses the leaving when nobody is there, with the post’s name in the sentence', () => {
    const held = post('a', { officer: holder(LEAVING) });
    const answer = successorOf({
      post: held,
      leavingId: LEAVING,
      teamLeader: held,
      duty: post('d', { officer: holder(LEAVING) }),
    });
    expect(answer).toEqual({ ok: false, code: 'SUCCESSOR_MISSING', facts: { post: '岗位a' } });
    expect(ERRORS.SUCCESSOR_MISSING.status).toBe(409);
  });

  it('never names the leaver, an inactive account or an inactive post', () => {
    const someone = fc.option(fc.record({ accountId: fc.constantFrom(LEAVING, 'p', 'q', 'r'), active: fc.boolean() }), {
      nil: null,
    });
    const anyPost = (id: string) =>
      fc.record({ officer: someone, deputy: someone, active: fc.boolean() }).map((parts) => post(id, parts));
    const anyLink = (id: string) => fc.option(anyPost(id), { nil: null });
    fc.assert(
      fc.property(anyPost('a'), anyLink('l'), anyLink('d'), (held, teamLeader, duty) => {
        const answer = successorOf({ post: held, leavingId: LEAVING, teamLeader, duty });
        const rungs = [held, teamLeader, duty].flatMap((each) => each ?? []);
        const able = rungs.some(
          (each) => each.active && [each.officer, each.deputy].some((one) => one?.active && one.accountId !== LEAVING),
        );
        expect(answer.ok).toBe(able);
        if (!answer.ok) return;
        const named = rungs.find(({ id }) => id === answer.owner.postId);
        expect(named?.active).toBe(true);
        expect(answer.owner.officerId).not.toBe(LEAVING);
        expect(
          [named?.officer, named?.deputy].some((one) => one?.active && one.accountId === answer.owner.officerId),
        ).toBe(true);
      }),
    );
  });

  it('has no owner for a vacant or closed post', () => {
    expect(ownerOf(post('a'))).toBeNull();
    expect(ownerOf(post('a', { officer: holder('x'), active: false }))).toBeNull();
    expect(ownerOf(post('a', { officer: holder('x', false), deputy: holder('y') }))).toEqual({
      postId: 'a',
      officerId: 'y',
    });
  });
});
