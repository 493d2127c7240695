// W9: how long a start without any network takes until the list of customers is there.
import fs from "node:fs";
import path from "node:path";
import { customers } from "./gen.mjs";
import { PHONE, Profiles, load, shuffled, sleep, withBrowser } from "./lib/browser.mjs";
import * as huifang from "./lib/huifang.mjs";
import { serve } from "./lib/site.mjs";
import { watch } from "./lib/watch.mjs";

const CUSTOMERS = 10000;
/** So many rows are to be seen. */
const ROWS = 200;
/** The first page of a browser is a cold start, those after it are warm ones. */
const PAGES = 4;
const PLACE = "/customers";

/** Samples of both pages, in interleaved rounds. */
export async function measure({ server, app, out, tmp, rounds, place = PLACE, n = CUSTOMERS }) {
  const profiles = new Profiles(tmp);
  const pages = [await prepareApp({ server, app, tmp, place, n }, profiles.fresh()), await preparePeer(out, profiles.fresh(), n)];
  const samples = [];
  const runs = pages.flatMap((page) => ["screen", "all"].map((what) => ({ page, what })));
  for (let round = 0; round < rounds; round++) {
    for (const { page, what } of shuffled(runs)) {
      console.log(`-- W9 round ${round + 1} of ${rounds}: ${page.name}, ${what}`);
      samples.push(...(await starts(page, what)).map((sample) => ({ page: page.name, what, round, load: load(), ...sample })));
    }
  }
  for (const { profile } of pages) Profiles.remove(profile);
  return { samples, customers: n, rows: ROWS, row_height: Object.fromEntries(pages.map((page) => [page.name, page.height])) };
}

/** One browser process: a cold start and some warm ones. On the tall screen all rows have room. */
async function starts({ url, profile, height, own }, what) {
  const viewport = what === "all" ? { width: PHONE.width, height: Math.ceil(height * ROWS) + 400 } : PHONE;
  return withBrowser(profile, async (page) => {
    await page.addInitScript(watch, ROWS);
    await sleep(700); // for the browser's own start to be over
    const samples = [];
    for (let k = 0; k < PAGES; k++) {
      await page.goto(url, { waitUntil: "load" });
      await page.waitForFunction((name) => performance.getEntriesByName(name).length, `bench:${what}`, { timeout: 30000 });
      await page.waitForFunction((name) => !name || performance.getEntriesByName(name).length, own, { timeout: 30000 });
      await sleep(200);
      const [ms, mark, paint, kept] = await page.evaluate(([what, own]) => [
        performance.getEntriesByName(`bench:${what}`)[0].startTime,
        own && performance.getEntriesByName(own)[0].startTime,
        performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
        Boolean(navigator.serviceWorker.controller),
      ], [what, own]);
      if (!kept) throw new Error("the page did not come from its worker");
      samples.push({ kind: k ? "warm" : "cold", ms, own: mark, paint });
      await page.goto("about:blank");
      // What a page stores as it is left is on its way for a moment; no finger opens it again within that.
      await sleep(1000);
    }
    return samples;
  }, { viewport });
}

/** The real app with its real server: signed in, all customers entered by somebody else and arrived here, then the server ends. */
async function prepareApp({ server, app, tmp, place, n }, profile) {
  const data = path.join(tmp, `data-${process.pid}`);
  fs.rmSync(data, { recursive: true, force: true });
  const running = await huifang.start(server, app, data);
  try {
    await withBrowser(profile, (page) => huifang.signIn(page, running));
    console.log(`-- W9 enters ${n} customers`);
    await huifang.seed(running.base, n);
    console.log("-- W9 waits for the device to have them");
    const height = await withBrowser(profile, async (page) => {
      await page.addInitScript(watch, ROWS);
      await page.goto(running.base + place);
      await page.waitForFunction((n) => window.__list().known >= n, n);
      await page.getByText("已同步").first().waitFor();
      await sleep(2000); // what is kept for the next start may be written a little later
      return page.evaluate(() => window.__list().height);
    });
    return { name: "huifang", url: running.base + place, profile, height };
  } finally {
    await running.stop(); // offline for real: nothing listens there any more
    fs.rmSync(data, { recursive: true, force: true });
  }
}

async function preparePeer(out, profile, n) {
  const site = await serve(path.join(out, "start"));
  const height = await withBrowser(profile, async (page) => {
    await page.addInitScript(watch, ROWS);
    await page.goto(`${site.base}/`);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.evaluate((customers) => window.__seed(customers), customers(n));
    await page.reload();
    await page.waitForFunction(() => performance.getEntriesByName("rows").length);
    await sleep(1000);
    return page.evaluate(() => window.__list().height);
  });
  await site.close();
  return { name: "react-dexie", url: `${site.base}/`, profile, height, own: "rows" };
}
