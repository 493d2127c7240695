// Bundles the pages into the folder named on the command line.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";

/** Makes `start/`, `save/` and `today/` in `out`. */
export async function build(out) {
  const pages = fileURLToPath(new URL("pages", import.meta.url));
  fs.rmSync(out, { recursive: true, force: true });
  await esbuild.build({
    entryPoints: { "start/main": path.join(pages, "start/main.jsx"), "save/main": path.join(pages, "save/main.js"),
      "today/main": path.join(pages, "today/main.js") },
    outdir: out, bundle: true, minify: true, format: "esm", target: "es2022", jsx: "automatic", logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"' }, conditions: ["production"], external: ["/module/*"],
  });
  for (const file of ["start/index.html", "start/sw.js", "save/index.html", "today/index.html"]) fs.copyFileSync(path.join(pages, file), path.join(out, file));
}
