import { expect, it } from 'vitest';
import { apiDocs, operationsOfProduct } from '../scripts/api-docs.ts';
import { read, say } from './house/project.ts';

it('docs/api.md lists exactly the operations that the application mounts, with who may use them', async () => {
  const operations = await operationsOfProduct();
  const page = read('docs/api.md');
  say(`${operations.length} operations`);
  expect(operations.length).toBeGreaterThan(40);
  // One operation fewer must show, or the comparison below could not fail.
  expect(apiDocs(page, operations.slice(1))).not.toBe(apiDocs(page, operations));
  expect(page, 'run npx tsx scripts/api-docs.ts').toBe(apiDocs(page, operations));
});
