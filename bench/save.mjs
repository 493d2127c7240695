// W1, strict: what it costs to put one note on the disk.
import { Profiles, load, shuffled, withBrowser } from "./lib/browser.mjs";
import { serve } from "./lib/site.mjs";

const WAYS = ["raw", "huifang", "dexie"];
const SAVES = 200;
/** Saves before them that are not counted. */
const WARM_UP = 10;

/** Samples of each way, each on a profile of its own, in interleaved rounds. */
export async function measure({ out, tmp, rounds }) {
  const site = await serve(out);
  const profiles = new Profiles(tmp);
  const samples = [];
  for (let round = 0; round < rounds; round++) {
    for (const way of shuffled(WAYS)) {
      console.log(`-- W1 round ${round + 1} of ${rounds}: ${way}`);
      const profile = profiles.fresh();
      const { times, bytes, stored } = await withBrowser(profile, async (page) => {
        await page.goto(`${site.base}/save/`);
        await page.waitForFunction(() => window.run);
        return page.evaluate(([way, count]) => window.run(way, count), [way, SAVES]);
      });
      Profiles.remove(profile);
      if (stored !== SAVES + WARM_UP) throw new Error(`${way} has stored ${stored} notes`);
      samples.push({ way, round, load: load(), bytes, times, total: times.reduce((sum, ms) => sum + ms, 0) });
    }
  }
  await site.close();
  return { samples, saves: SAVES };
}
