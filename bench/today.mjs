// TODAY: how long it takes to work out whom to get in touch with.
import { Profiles, load, withBrowser } from "./lib/browser.mjs";
import { serve } from "./lib/site.mjs";

const CUSTOMERS = 10_000;
const TIMES = 20;

/** Samples, each of a browser of its own. */
export async function measure({ out, tmp, rounds }) {
  const site = await serve(out);
  const profiles = new Profiles(tmp);
  const samples = [];
  for (let round = 0; round < rounds; round++) {
    console.log(`-- TODAY round ${round + 1} of ${rounds}`);
    const profile = profiles.fresh();
    const { times, duties } = await withBrowser(profile, async (page) => {
      await page.goto(`${site.base}/today/`);
      await page.waitForFunction(() => window.run);
      return page.evaluate(([customers, count]) => window.run(customers, count), [CUSTOMERS, TIMES]);
    });
    Profiles.remove(profile);
    if (!duties) throw new Error("nobody is to be got in touch with");
    samples.push({ round, load: load(), times, duties });
  }
  await site.close();
  return { samples };
}
