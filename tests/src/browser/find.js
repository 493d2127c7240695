// Finds what a person would find: by role and by the name it is read out with.
// Arguments: role ("" for any text), name. Answers the element, or a sentence that says what is there instead.
const [role, name] = arguments;

const ROLES = {
  button: "button, [role=button], input[type=submit], summary",
  link: "a[href], [role=link]",
  heading: "h1, h2, h3, h4, h5, h6, [role=heading]",
  field: "input:not([type=hidden], [type=checkbox], [type=radio], [type=submit]), textarea, select, [contenteditable=true], [role=textbox]",
  checkbox: "input[type=checkbox], [role=checkbox], [role=switch]",
  radio: "input[type=radio], [role=radio]",
  tab: "[role=tab]",
  region: "section, nav, main, dialog, form, [role=region], [role=dialog], [role=status], [role=alert]",
};

const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function isShown(element) {
  // A picture of the page, for the eyes only.
  if (element.closest("[inert]")) return false;
  // A file input is often hidden behind its label and still used by people.
  if (element.type === "file") return true;
  return element.checkVisibility ? element.checkVisibility({ checkVisibilityCSS: true }) : element.getClientRects().length > 0;
}

// The first of the ways to a name that gives one, in the order of the accessible name computation.
function nameOf(element) {
  const byIds = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent).join(" ");
  const labels = [...(element.labels ?? [])].map((label) => label.textContent).join(" ");
  const ways = [byIds, element.getAttribute("aria-label"), labels];
  if (!["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName)) ways.push(element.textContent);
  ways.push(element.title, element.alt, element.type === "submit" ? element.value : "");
  return clean(ways.find((way) => clean(way)));
}

if (role === "") {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT);
  let found = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // The innermost element that holds the words.
    if (clean(node.textContent).includes(name) && isShown(node)) found = node;
  }
  return found ?? `"${name}" is not on the page; there is: ${clean(document.body.innerText).slice(0, 400)}`;
}

const all = [...document.querySelectorAll(ROLES[role])].filter(isShown);
// A required mark or a count may stand beside the words, so the exact name is preferred but not asked for.
const found = all.find((each) => nameOf(each) === name) ?? all.find((each) => nameOf(each).includes(name));
return found ?? `no ${role} "${name}" on ${location.pathname}; there are: ${all.map(nameOf).join(" | ").slice(0, 400) || "none"}`;
