import { describe, expect, it } from 'vitest';
import { EMPTY, faultsOf, type Intake } from './intake.ts';

const words = { t: (key: string) => key };
const firm = { kind: 'new', name: '溪山' } as const;
const faulty = (part: Partial<Intake>): string[] => faultsOf({ ...EMPTY, ...part }, words).map(({ field }) => field);

describe('what is missing at the desk', () => {
  it('is named in the order of the form', () =>
    expect(faulty({ answering: true })).toEqual(['firm', 'what', 'answer']));

  it('is a telephone when only the name of the company is known', () => {
    expect(faulty({ firm, text: '货梯停了' })).toEqual(['phone']);
    expect(faulty({ firm, text: '货梯停了', phone: '0571-88000000' })).toEqual([]);
  });

  it('is a digit of a mobile number, and not of any other', () => {
    expect(faulty({ firm, text: '货梯停了', phone: '1380000123' })).toEqual(['phone']);
    expect(faulty({ firm, text: '货梯停了', phone: '138 0000 1234' })).toEqual([]);
  });

  it('is nothing at 500 characters and something at 501, counted as people count', () => {
    expect(faulty({ firm, phone: '0571', text: '𠮷'.repeat(500) })).toEqual([]);
    expect(faulty({ firm, phone: '0571', text: '𠮷'.repeat(501) })).toEqual(['what']);
  });
});
