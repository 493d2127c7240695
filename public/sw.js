// Keeps the files of one build, so that every address of the app opens without a network. It knows no data
// and never touches the API. `cargo xtask build` writes the name and the files into the next two lines.
const BUILD = "dev";
const FILES = [];

const CACHE = `huifang-build-${BUILD}`;
const PAGE = "/index.html";

self.addEventListener("install", (event) => event.waitUntil(takeIn()));
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname === "/api" || pathname.startsWith("/api/") || pathname === "/livez") return;
  const isPlace = request.mode === "navigate" && !pathname.split("/").pop().includes(".");
  event.respondWith(isPlace ? page(request) : file(request));
});

self.addEventListener("message", (event) => {
  if (event.data === "skip") self.skipWaiting();
  if (event.data === "skip-if-alone") event.waitUntil(skipIfAlone());
  if (event.data === "tidy") event.waitUntil(tidy());
});

// The digest is checked by the browser: a captive portal's page or half a file ends the installation, and
// the build that is there goes on. No `skipWaiting` here: pages are changed when they say so.
async function takeIn() {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.map(async ([path, integrity]) => {
    // An installation that broke off goes on where it was.
    if (await cache.match(path)) return;
    // A name with the content's hash in it that an earlier build checked need not cross the network again.
    const known = /-[0-9a-f]{16}[._]/.test(path) && await caches.match(path);
    const response = known || await fetch(path, { integrity, cache: "no-cache", redirect: "error" });
    if (!response.ok) throw new Error(`${path} ${response.status}`);
    await cache.put(path, response);
  }));
}

// Page and files come from one build. A hole in the cache (iOS makes them), or a cache that cannot be read just now, is filled
// from the network: an answer that fails would leave an empty document.
async function page(request) {
  const kept = await caches.open(CACHE).then((cache) => cache.match(PAGE, { ignoreVary: true })).catch(() => undefined);
  return kept ?? fetch(request);
}

// An open page of an earlier build may still ask for its own files, so the other caches are asked too.
async function file(request) {
  const cache = await caches.open(CACHE);
  const options = { ignoreVary: true };
  return (await cache.match(request, options)) ?? (await caches.match(request, options)) ?? fetch(request);
}

// The page that was left for the new one may still be on its way out, so it is looked at for three seconds.
async function skipIfAlone() {
  for (let look = 0; look < 30; look += 1) {
    const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    if (pages.length <= 1) return self.skipWaiting();
    await new Promise((again) => setTimeout(again, 100));
  }
}

// Every open page holds a lock with the name of its build (boot.js). A build that no page shows goes,
// unless a newer one is just coming: its files are not locked by anyone yet.
async function tidy() {
  if (self.registration.installing || self.registration.waiting) return;
  const { held } = await navigator.locks.query();
  const used = new Set([CACHE, ...held.map((lock) => lock.name)]);
  const names = await caches.keys();
  const unused = names.filter((name) => name.startsWith("huifang-build-") && !used.has(name));
  await Promise.all(unused.map((name) => caches.delete(name)));
}
