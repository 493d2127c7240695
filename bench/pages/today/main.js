// The day worked out from cards, as the app does whenever one of them changed.
import init, { Day } from "/module/huifang_bench.js";

const WARM_UP = 3;

window.run = async (customers, count) => {
  await init({ module_or_path: "/module/huifang_bench_bg.wasm" });
  const day = new Day(customers, Date.now());
  const times = [];
  let duties = 0;
  for (let k = 0; k < WARM_UP + count; k++) {
    const start = performance.now();
    duties = day.duties();
    if (k >= WARM_UP) times.push(performance.now() - start);
  }
  return { times, duties };
};
