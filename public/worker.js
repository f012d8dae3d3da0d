// What a browser keeps of Gesso so that it opens without the server: the page's own files, and pages as they were last seen.
// Before this text the server puts VERSION and FILES, so another build is another worker with caches of its own, and what an
// older one kept is never mixed with it. Pages come from the server whenever it answers. What the page asks of the server
// besides, and anything of another site, is never kept.
const SHELL = `gesso-shell-${VERSION}`;
const PAGES_BEGIN = 'gesso-pages-';
const PAGES = `${PAGES_BEGIN}${VERSION}`;
const UNREACHABLE = '/offline';
const MOST_PAGES = 32;
// How long a page that was kept waits for a newer one.
const PATIENCE_MS = 5000;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  const path = event.data?.keep;
  if (typeof path === 'string' && isPage(path)) event.waitUntil(visit(path).catch(() => undefined));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isPage(pathname)) event.respondWith(page(event, pathname));
  } else if (pathname.startsWith('/pkg/') || FILES.includes(pathname)) {
    event.respondWith(file(request));
  }
});

function isPage(path) {
  return path === '/' || path === UNREACHABLE || /^\/w\/[^/]+$/.test(path);
}

async function install() {
  const shell = await caches.open(SHELL);
  await shell.addAll([...FILES, UNREACHABLE]);
  // The app begins there, also for who was elsewhere when it was installed.
  await visit('/');
  // Kept pages name the files they were made with, so those of the build before are asked for anew.
  for (const name of await caches.keys()) {
    if (!name.startsWith(PAGES_BEGIN) || name === PAGES) continue;
    const kept = await (await caches.open(name)).keys();
    for (const request of kept) await visit(new URL(request.url).pathname);
  }
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) {
    const ours = name.startsWith('gesso-shell-') || name.startsWith(PAGES_BEGIN);
    if (ours && name !== SHELL && name !== PAGES) await caches.delete(name);
  }
  await self.clients.claim();
}

// A page: the server's, or what was kept of it when the server does not answer.
async function page(event, path) {
  const kept = await (await caches.open(PAGES)).match(path);
  const fresh = ask(event.request.url);
  event.waitUntil(fresh.then((answer) => keep(path, answer.clone())).catch(() => undefined));
  if (kept === undefined) return fresh.catch(unreachable(path));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  return Promise.race([fresh.catch(() => kept), patience]);
}

function ask(address) {
  return fetch(address, { headers: { accept: 'text/html' } });
}

async function visit(path) {
  return keep(path, await ask(path));
}

// Keeps a page, and forgets one that is not there any more.
async function keep(path, answer) {
  const pages = await caches.open(PAGES);
  if (path === UNREACHABLE || answer.redirected) return;
  if (answer.status === 404) await pages.delete(path);
  if (!answer.ok) return;
  await pages.delete(path);
  await pages.put(path, answer);
  const kept = await pages.keys();
  for (const oldest of kept.slice(0, -MOST_PAGES)) await pages.delete(oldest);
}

function unreachable(path) {
  return async () => {
    if (path !== UNREACHABLE) return Response.redirect(`${UNREACHABLE}?to=${encodeURIComponent(path)}`);
    return (await caches.open(SHELL)).match(UNREACHABLE);
  };
}

// A file whose name changes with its content, or an icon: what was kept, else the server's.
async function file(request) {
  const shell = await caches.open(SHELL);
  const kept = await shell.match(request);
  if (kept !== undefined) return kept;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).pathname.startsWith('/pkg/')) await shell.put(request, answer.clone());
  return answer;
}
