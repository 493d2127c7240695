// One real Chromium on a profile of its own, on a real disk: in memory durable writes would measure nothing.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

export const CHROMIUM = process.env.CHROMIUM || "/usr/bin/chromium";
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
export const PHONE = { width: 390, height: 844 };

export class Profiles {
  #folder;
  #count = 0;
  constructor(folder) {
    this.#folder = folder;
  }
  fresh() {
    const profile = path.join(this.#folder, `profile-${process.pid}-${++this.#count}`);
    fs.mkdirSync(profile, { recursive: true });
    return profile;
  }
  static remove(profile) {
    fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Starts a browser on the profile, does `work(page)`, and closes it as a person would, so that all is written. */
export async function withBrowser(profile, work, { viewport = PHONE } = {}) {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM, headless: true, args: ARGS, chromiumSandbox: false, timeout: 60000, viewport, locale: "zh-CN",
  });
  const problems = [];
  try {
    const page = context.pages()[0] || (await context.newPage());
    page.setDefaultTimeout(120000);
    page.on("pageerror", (problem) => problems.push(String(problem)));
    return await work(page, context);
  } catch (problem) {
    if (problems.length) problem.message += ` | the page said: ${problems[0]}`;
    throw problem;
  } finally {
    await context.close().catch(() => {});
  }
}

/** What the figures were taken on. */
export function machine() {
  let browser = "";
  try {
    browser = execFileSync(CHROMIUM, ["--version"], { stdio: ["ignore", "pipe", "ignore"] }).toString().trim();
  } catch { /* it is only for the report */ }
  const cpus = os.cpus();
  return { cpu: cpus[0]?.model ?? "?", cores: cpus.length, memory_gib: Math.round(os.totalmem() / 2 ** 30), browser };
}

export const load = () => os.loadavg()[0];
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** In a new order each time, so that a slow spell of the machine falls on all. */
export function shuffled(list) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = (Math.random() * (i + 1)) | 0;
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
