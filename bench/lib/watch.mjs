// When a list is there. Runs in the page, before its own scripts; the same for every page.

/**
 * Marks the frame in which the list is painted:
 * - `bench:screen`: rows with words in them fill the list's visible part, and it is known that there are at least `least`;
 * - `bench:all`: `least` rows with words in them are on the screen itself (the screen must be tall enough).
 *
 * A row is an element that says how many there are in all (`aria-setsize`, as lists do that draw only what is seen), or
 * a plain `li`. `__list()` answers what there is now.
 */
export function watch(least) {
  const scroller = (row) => {
    for (let up = row.parentElement; up; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
    }
    return null;
  };
  const list = () => {
    const told = [...document.querySelectorAll("[aria-setsize]")];
    const all = told.length ? told : [...document.querySelectorAll("main li, #app li")];
    const rows = all.filter((row) => row.textContent.trim());
    const known = told.length ? Number(told[0].getAttribute("aria-setsize")) : rows.length;
    const boxes = rows.map((row) => row.getBoundingClientRect());
    return { rows, boxes, known };
  };
  window.__list = () => {
    const { boxes, known } = list();
    const tops = boxes.map((box) => box.top).sort((a, b) => a - b);
    return { known, height: (tops[tops.length - 1] - tops[0]) / (tops.length - 1) };
  };

  const look = () => {
    const { rows, boxes, known } = list();
    if (!rows.length) return {};
    const around = scroller(rows[0]);
    const end = Math.min(innerHeight, around ? around.getBoundingClientRect().bottom : innerHeight);
    const seen = boxes.filter((box) => box.height > 0 && box.top < end && box.bottom > 0);
    const last = Math.max(...boxes.map((box) => box.bottom));
    return { screen: known >= least && last >= end - 1, all: seen.length >= least };
  };
  const todo = new Set(["screen", "all"]);
  const frame = () => {
    const found = look();
    for (const name of [...todo].filter((name) => found[name])) {
      todo.delete(name);
      // Once this frame is painted, as the peer's own mark.
      setTimeout(() => performance.mark(`bench:${name}`));
    }
    if (todo.size) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
