// The real server, and a device of somebody who enters customers through its ordinary interface.
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { customer, id } from "../gen.mjs";

const PASSWORD = "correct horse battery";
/** So many mutations the server takes at once. */
const AT_ONCE = 100;

/** Starts the server program on new data. It says its address and the first administrator's link. */
export async function start(program, app, data) {
  const child = spawn(program, ["--app", app, "--data", data, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  const find = (words) => new Promise((found, lost) => {
    const look = () => {
      const match = said.match(words);
      if (match) found(match[1]);
    };
    child.stdout.on("data", (text) => { said += text; look(); });
    child.on("exit", (code) => lost(new Error(`the server ended (${code}): ${said}`)));
    look();
  });
  const base = `http://${await find(/listens on http:\/\/(\S+)/)}`;
  return {
    base,
    first: () => find(/(\/sign-in\?first=\S+)/),
    stop: () => new Promise((ended) => { child.on("exit", ended); child.kill("SIGTERM"); }),
  };
}

/** The first administrator signs in on the page, as a person does. */
export async function signIn(page, server) {
  await page.goto(server.base + (await server.first()));
  await page.getByLabel("姓名").fill("周敏");
  await page.getByLabel("用户名").fill("zhou");
  await page.getByLabel("新密码").fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByText("已同步").first().waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

/** A session at a device of its own. */
class Client {
  #base;
  #device = randomUUID();
  #cookie = "";
  constructor(base) {
    this.#base = base;
  }
  async post(path, value) {
    const body = JSON.stringify(value);
    const digest = createHash("sha256").update(body).digest("base64");
    const response = await fetch(this.#base + path, {
      method: "POST", body,
      headers: {
        "content-type": "application/json", "content-digest": `sha-256=:${digest}:`, "sec-fetch-site": "same-origin", origin: this.#base,
        "x-device": this.#device, ...(this.#cookie && { cookie: this.#cookie }),
      },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    this.#cookie = response.headers.get("set-cookie")?.split(";")[0] ?? this.#cookie;
    return response.json();
  }
  enter(path, form) {
    return this.post(`/api/auth/v1/${path}`, { ...form, device: { id: this.#device, name: "bench" } });
  }
}

/** `n` customers of the generator, registered by a service representative through ordinary pushes. */
export async function seed(base, n) {
  const office = new Client(base);
  await office.enter("sign-in", { name: "zhou", password: PASSWORD });
  const { code } = await office.post("/api/admin/v1/people", { login: "rep", name: "李岚", roles: ["service_rep"] });
  const rep = new Client(base);
  const me = await rep.enter("redeem", { code, password: PASSWORD });
  for (let from = 0; from < n; from += AT_ONCE) {
    const mutations = Array.from({ length: Math.min(AT_ONCE, n - from) }, (_, k) => register(customer(from + k), from + k, me.user_id));
    const answer = await rep.post("/api/sync/v1/push", { epoch: me.epoch, now: Date.now(), pending: mutations.length, mutations });
    const refused = answer.results.find((result) => result.status !== "applied");
    if (refused) throw new Error(`not taken: ${JSON.stringify(refused)}`);
  }
}

function register(customer, i, owner) {
  const { name, short, phone, address, remark } = customer;
  return {
    id: id(2, i), name: "customer.register", v: 1, rec: { kind: "customer", id: customer.id }, actor: owner, at: { ms: Date.now(), off: 480 }, app: "0.1.0",
    args: { profile: { name, short_name: short, kind: "company", stage: "customer", phone, street: address, remarks: remark }, pair: { owner, salesperson: null } },
  };
}
