// Keeps the program of the pages on this device, so that a draft can be written and found again without a network.
// Data and files are never kept here: what /api and /files answer belongs to a session.
const PROGRAM = 'banfei-program-1';
const MOST = 400;

const isOurs = (url) => url.origin === self.location.origin && !/^\/(api|files)\//.test(url.pathname);

async function keep(request, response) {
  if (!response.ok) return;
  const cache = await caches.open(PROGRAM);
  await cache.put(request, response);
  const keys = await cache.keys();
  // The oldest go first; hashed names of former versions are among them.
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
}

// The page itself: fresh when there is a network, the last one when there is none.
async function page(event) {
  try {
    const response = await fetch(event.request);
    event.waitUntil(keep('/', response.clone()));
    return response;
  } catch (error) {
    const kept = await caches.match('/');
    if (kept === undefined) throw error;
    return kept;
  }
}

// Hashed files never change under one name.
async function asset(event) {
  const kept = await caches.match(event.request);
  if (kept !== undefined) return kept;
  const response = await fetch(event.request);
  event.waitUntil(keep(event.request, response.clone()));
  return response;
}

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || !isOurs(url)) return;
  if (event.request.mode === 'navigate') event.respondWith(page(event));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(event));
});

// What was loaded before this worker stood, told by the page.
self.addEventListener('message', (event) => {
  const addresses = Array.isArray(event.data) ? event.data.filter((one) => typeof one === 'string') : [];
  const missing = async (address) => {
    if (!isOurs(new URL(address)) || (await caches.match(address)) !== undefined) return;
    await keep(address, await fetch(address));
  };
  event.waitUntil(Promise.allSettled(addresses.map(missing)));
});
