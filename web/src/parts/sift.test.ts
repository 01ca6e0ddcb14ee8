import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE_ROWS, siftIn, siftRows } from './sift.ts';

interface Row {
  readonly id: number;
  readonly name: string;
  readonly kind: string;
  readonly links: number;
}

const rows = fc
  .array(fc.record({ name: fc.string({ maxLength: 6 }), kind: fc.constantFrom('a', 'b'), links: fc.nat(9) }), {
    maxLength: 90,
  })
  .map((list): readonly Row[] => list.map((row, id) => ({ ...row, id })));
const sifting = {
  wordsOf: ({ name }: Row) => name,
  kindOf: ({ kind }: Row) => kind,
  by: { name: ({ name }: Row) => name, links: ({ links }: Row) => links },
  first: 'links',
};

describe('a long table', () => {
  it('shows every row of the kind once over its pages, the largest first or last', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('links', '-links', undefined),
        fc.constantFrom('a', undefined),
        (all, sort, kind) => {
          const pages = Math.max(1, siftRows(all, { ...(kind && { kind }) }, sifting).pages);
          const seen: Row[] = [];
          for (let page = 1; page <= pages; page += 1) {
            const one = siftRows(all, { page, ...(kind && { kind }), ...(sort && { sort }) }, sifting);
            expect(one.rows.length).toBeLessThanOrEqual(PAGE_ROWS);
            seen.push(...one.rows);
          }
          const wanted = all.filter((row) => kind === undefined || row.kind === kind);
          expect([...seen].sort((a, b) => a.id - b.id)).toEqual(wanted);
          const order = seen.map(({ links }) => (sort === '-links' ? links : -links));
          expect(order).toEqual([...order].sort((a, b) => a - b));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds rows that hold every word, whatever the case, and falls back from what is not there', () => {
    const all: readonly Row[] = ['Photon Lab', 'photon Park', 'Lab'].map((name, id) => ({
      id,
      name,
      kind: 'a',
      links: id,
    }));
    expect(siftRows(all, { q: 'lab PHOTON' }, sifting).rows.map(({ id }) => id)).toEqual([0]);
    expect(siftRows(all, { sort: 'nothing', page: 9 }, sifting)).toMatchObject({ page: 1, pages: 1, sort: 'links' });
    expect(siftIn({ q: '', kind: '<b>', sort: '-links', page: 'x', other: 1 })).toEqual({ sort: '-links' });
  });
});
