import { RaiseMatter } from '@banfei/contracts';
import { describe, expect, it } from 'vitest';
import { bodyOf, type Draft, newDraft } from './drafts.ts';
import { refusalOf } from './refusal.ts';

const draft = (change: Partial<Draft> = {}): Draft => ({
  ...newDraft('account', { text: ' 货梯停了三天 ', place: '7 幢', phone: '' }),
  ...change,
});

describe('a draft', () => {
  it('is sent with the same body however often it is tried', () => {
    const one = draft({ category: 'park.lift', phone: '13800000000' });
    expect(JSON.stringify(bodyOf(one))).toBe(
      JSON.stringify(bodyOf({ ...one, state: 'queued', updatedAt: 1, problem: null })),
    );
  });

  it('leaves out what was not given and never names a company', () => {
    expect(bodyOf(draft({ place: '  ' }))).toEqual({ text: '货梯停了三天', channel: 'web' });
  });

  it('only sends members that the contract knows', () => {
    const file = { id: 'a', key: 'k', name: 'a.pdf', file: new Blob(['x']), attachmentId: 'f' };
    const body = bodyOf(
      draft({ category: 'park.lift', phone: '0571-1', files: [file, { ...file, attachmentId: null }] }),
    );
    for (const name of Object.keys(body)) expect(Object.keys(RaiseMatter.properties)).toContain(name);
    expect(body.attachmentIds).toEqual(['f']);
  });

  it('has one key for its whole life', () => {
    expect(draft().key).not.toBe(draft().key);
  });
});

describe('an answer that is not a success', () => {
  const body = (code: string) => ({ error: { code, message: { zh: '甲', en: 'a' }, facts: {}, ref: 'E-1' } });

  it('counts as decided when the server refused, as unknown when it may have been carried out', () => {
    expect(refusalOf(422, body('MATTER_TEXT_EMPTY')).outcome).toBe('refused');
    expect(refusalOf(503, body('UNAVAILABLE')).outcome).toBe('unknown');
    expect(refusalOf(409, body('IDEMPOTENCY_IN_PROGRESS')).outcome).toBe('unknown');
    expect(refusalOf(502, '<html>').outcome).toBe('unknown');
  });

  it('keeps both sentences', () => {
    expect(refusalOf(422, body('X')).sentence).toEqual({ zh: '甲', en: 'a' });
  });
});
