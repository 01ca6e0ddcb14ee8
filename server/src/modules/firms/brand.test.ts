import { expect, it } from 'vitest';
import { brandStart } from './brand.ts';

it.each([
  ['杭州澜见光学有限公司', 2],
  ['杭州市澜见光学有限公司', 3],
  ['浙江省杭州市余杭区澜见光学有限公司', 9],
  ['澜见光学（杭州）有限公司', 0],
  ['杭州', 0],
  ['', 0],
])('%s begins with its own word at %i', (name, start) => {
  expect(brandStart(name)).toBe(start);
});
