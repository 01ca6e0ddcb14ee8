import { describe, expect, it } from 'vitest';
import { neighborOf } from './neighbor.ts';

const rows = ['a', 'b', 'c'].map((number) => ({ number }));

describe('the next matter', () => {
  it.each([
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'b'],
  ])('after %s is %s', (done, next) => expect(neighborOf(rows, done)).toBe(next));

  it('is none when the finished one stood alone', () => expect(neighborOf([{ number: 'a' }], 'a')).toBeNull());

  it('is the first when the finished one has left the list already', () => expect(neighborOf(rows, 'x')).toBe('a'));
});
