// Ways to put one note on the disk. Each is as good as its makers' interface allows, and each is asked for `strict`.
import Dexie from "dexie";
import init, { Device, Note } from "/module/huifang_bench.js";
import { id, note } from "../../gen.mjs";

const USER = id(0, 1);
const WARM_UP = 10;

/** The floor: one transaction, one put, the commit asked for at once. */
async function raw() {
  const opening = indexedDB.open("raw", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("out");
  const database = await new Promise((done, failed) => {
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
  return ({ i, bytes }) => new Promise((done, failed) => {
    const transaction = database.transaction("out", "readwrite", { durability: "strict" });
    transaction.oncomplete = done;
    transaction.onabort = () => failed(transaction.error);
    transaction.objectStore("out").put(bytes, i);
    transaction.commit();
  });
}

async function dexie() {
  const database = new Dexie("dexie", { chromeTransactionDurability: "strict" });
  database.version(1).stores({ out: "" });
  await database.open();
  return ({ i, bytes }) => database.out.put(bytes, i);
}

/** The app's own: a command becomes an entry of the outbox by the rules, then it is committed. */
async function huifang(device) {
  return ({ note }) => device.save(note, Date.now());
}

/** Saves `count` notes one after another; answers what each took and what it put on the disk. */
window.run = async (way, count) => {
  await init({ module_or_path: "/module/huifang_bench_bg.wasm" });
  const device = new Device(USER, "huifang");
  const save = await { raw, dexie, huifang }[way](device);
  const notes = Array.from({ length: WARM_UP + count }, (_, k) => {
    const i = k + 1;
    const filled = () => new Note(id(3, i), JSON.stringify(note(i)));
    return { i, note: filled(), bytes: device.bytes(filled(), Date.now()) };
  });
  const times = [];
  for (const [k, note] of notes.entries()) {
    const start = performance.now();
    await save(note);
    if (k >= WARM_UP) times.push(performance.now() - start);
  }
  const bytes = notes.slice(WARM_UP).reduce((sum, note) => sum + note.bytes.length, 0);
  return { times, bytes, stored: await stored(way) };
};

/** How many there are, asked of the browser and not of whoever wrote them. */
async function stored(way) {
  const opening = indexedDB.open(way);
  const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
  const counting = database.transaction("out").objectStore("out").count();
  return new Promise((done) => { counting.onsuccess = () => done(counting.result); });
}
