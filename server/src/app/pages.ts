import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const PUBLIC = {
  'x-authz': { public: true, object: 'the program of the pages; data come from operations that authorize' },
  hide: true,
} as const;

/** Serves the built web: hashed files for ever, the page itself fresh, and the page for every address of its sitemap. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    serve: false,
    index: false,
  });
  app.get('/assets/*', { schema: PUBLIC }, (request, reply) => {
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return reply.sendFile(`assets/${(request.params as { '*': string })['*']}`, { cacheControl: false }); // the wildcard of the route above
  });
  app.get('/*', { schema: PUBLIC }, (request, reply) => {
    const path = (request.params as { '*': string })['*']; // the wildcard of the route above
    if (path.startsWith('api/') || path.startsWith('files/')) return reply.callNotFound();
    // A name with an ending is a file beside the page; everything else is an address inside the page.
    if (/^[\w-]+\.(svg|png|ico|webmanifest|js|txt)$/.test(path) && existsSync(join(folder, path)))
      return reply.header('cache-control', 'no-cache').sendFile(path, { cacheControl: false });
    return reply.header('cache-control', 'no-cache').sendFile('index.html', { cacheControl: false });
  });
}
