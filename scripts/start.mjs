// `npm start`: sets up what is missing, then serves the whole product from the TypeScript source.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureWeb, ROOT, setUp } from './setup.mjs';

await setUp();
await ensureWeb();
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(join(ROOT, 'server/src/main.ts')).href);
