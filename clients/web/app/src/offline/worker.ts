/// <reference lib="webworker" />
// Keeps the app itself, so that it opens without a network. What people write and read is not its affair: the store keeps that.
const worker = globalThis as unknown as ServiceWorkerGlobalScope;

// Filled in by the build.
const shell = JSON.parse('__SHELL__') as string[];
const version = '__VERSION__';

const prefix = 'chat-shell-';
const cacheName = prefix + version;
const own = new Set(shell);
const notPlaces = /^\/(api|hubs|health|swagger|openapi|metrics|\.well-known)(\/|$)/;

worker.addEventListener('install', event => {
  event.waitUntil(keepShell().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', event => {
  event.waitUntil(dropOld().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', event => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== worker.location.origin) { return; }
  if (request.mode === 'navigate') {
    if (!notPlaces.test(address.pathname)) { event.respondWith(kept('/', request)); }
    return;
  }

  if (own.has(address.pathname)) { event.respondWith(kept(address.pathname, request)); }
});

async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(shell.map(path => new Request(path, { cache: 'no-cache' })));
}

/** A page that is still open may ask for files of the version before; the newest two are kept. */
async function dropOld(): Promise<void> {
  const names = (await caches.keys()).filter(name => name.startsWith(prefix) && name !== cacheName);
  await Promise.all(names.slice(0, -1).map(name => caches.delete(name)));
}

async function kept(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  return await cache.match(path) ?? await caches.match(path) ?? await fetch(request);
}
