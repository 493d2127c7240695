// The usual worker: the cache first.
const FILES = ["./", "main.js"];
self.addEventListener("install", (e) => e.waitUntil(caches.open("v1").then((c) => c.addAll(FILES)).then(() => self.skipWaiting())));
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (e) => e.respondWith(caches.match(e.request, { ignoreSearch: true }).then((r) => r || fetch(e.request))));
