import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import stringifier from 'fast-json-stringify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

// The edge compiles a schema when it is first asked, so a broken one would otherwise show up in front of a user.
it('compiles every schema of every operation', () => {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  let compiled = 0;
  for (const { method, path, schema } of app.app.operations)
    for (const [part, each] of Object.entries(schema))
      expect(() => {
        if (part === 'response') stringifier(each);
        else ajv.compile(each);
        compiled += 1;
      }, `${method} ${path} ${part}`).not.toThrow();
  expect(compiled).toBeGreaterThan(app.app.operations.length);
});
