// Serves folders on a loopback origin of its own; `close` takes the line away for good.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".wasm": "application/wasm" };

/** `folders` are looked at in their order. */
export async function serve(...folders) {
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, "http://here").pathname);
    if (name.endsWith("/")) name += "index.html";
    const file = folders.map((folder) => path.join(folder, path.normalize(name))).find((it) => fs.existsSync(it));
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", "cache-control": "no-cache" });
    response.end(fs.readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    }),
  };
}
