// node run.mjs '{"server": …, "app": …, "module": …, "work": …, "rounds": 5, "works": ["W1", "W9", "TODAY"]}': writes WORK/result.json.
import fs from "node:fs";
import path from "node:path";
import { build } from "./build.mjs";
import { machine } from "./lib/browser.mjs";
import * as save from "./save.mjs";
import * as start from "./start.mjs";
import * as today from "./today.mjs";

const options = JSON.parse(process.argv[2]);
const out = path.join(options.work, "pages"), tmp = path.join(options.work, "tmp");
fs.rmSync(tmp, { recursive: true, force: true });
fs.mkdirSync(tmp, { recursive: true });
await build(out);
fs.cpSync(options.module, path.join(out, "module"), { recursive: true });

const result = { machine: machine() };
const works = { W1: save, W9: start, TODAY: today };
for (const name of options.works) {
  try {
    result[name] = await works[name].measure({ ...options, out, tmp });
  } catch (problem) {
    console.log(`-- ${name} could not be measured: ${problem.message}`);
    result[name] = { failed: String(problem.message).split("\n")[0] };
  }
}
fs.writeFileSync(path.join(options.work, "result.json"), JSON.stringify(result, null, 1));
fs.rmSync(tmp, { recursive: true, force: true });
process.exit(Object.values(result).some((work) => work.failed) ? 1 : 0);
