// When a list is there. Runs in the page, before its own scripts, in each frame; the same for every page.

/**
 * Marks the frame in which the list is painted:
 * - `screen`: rows with words in them fill the list's visible part, and it is known that there are at least `least`;
 * - `all`: `least` rows with words in them are on the screen itself (the screen must be tall enough).
 *
 * A row is an element that says its place in a set (`aria-setsize`, as lists do that draw only what is seen), or a plain `li`.
 */
export function watch(least) {
  const scroller = (row) => {
    for (let up = row.parentElement; up; up = up.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(up).overflowY)) return up;
    }
    return null;
  };
  const look = () => {
    let rows = [...document.querySelectorAll("[aria-setsize]")];
    const said = rows.length > 0;
    if (!said) rows = [...document.querySelectorAll("main li, #app li")];
    rows = rows.filter((row) => row.textContent.trim());
    if (!rows.length) return {};
    const known = said ? Number(rows[0].getAttribute("aria-setsize")) : rows.length;
    const around = scroller(rows[0]);
    const end = Math.min(innerHeight, around ? around.getBoundingClientRect().bottom : innerHeight);
    const boxes = rows.map((row) => row.getBoundingClientRect());
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

/** The height of one row of the list that is on the page now, in CSS pixels. */
export function rowHeight() {
  const said = [...document.querySelectorAll("[aria-setsize]")];
  const rows = said.length ? said : [...document.querySelectorAll("main li, #app li")];
  const tops = rows.map((row) => row.getBoundingClientRect().top).sort((a, b) => a - b);
  return (tops[tops.length - 1] - tops[0]) / (tops.length - 1);
}
