// Reviewing a draft by keyboard, and adding items from words that are selected. Everything is a link or a form of the
// page already: keys press them, and htmx fetches only what changes.

const KEPT = "kapok-review-keys";
let busy = false; // from when something is sent until its answer is shown
const at = (selector, within = document) => within.querySelector(selector);

/** How many code points a string has: what the server counts, where the browser counts UTF-16 units. */
export function codePoints(words) {
  return [...words].length;
}

/** Where in the whole text a point of the page stands, in code points; null outside of the text. */
export function place(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-start]");
  const text = paragraph?.closest(".text");
  if (!text || paragraph === text) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(node, offset);
  return Number(text.dataset.start) + Number(paragraph.dataset.start) + codePoints(before.toString());
}

/** The selected words of the source and where they begin; null where none are. */
export function picked() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const words = selection.toString().trim();
  const start = place(range.startContainer, range.startOffset);
  return start === null || !words ? null : { words, start };
}

function offer() {
  const bar = at("#source .picked");
  if (!bar || bar.contains(document.activeElement)) return;
  const found = picked();
  bar.hidden = found === null;
  if (!found) return;
  const line = found.words.replace(/\s+/g, " ");
  at(".picked-words", bar).textContent = [...line].length > 24 ? `${[...line].slice(0, 24).join("")}…` : line;
  for (const link of bar.querySelectorAll("a")) {
    const url = new URL(link.href);
    for (const [name, value] of [["what", link.dataset.what], ["quote", found.words], ["at", found.start]]) {
      url.searchParams.set(name, value);
    }
    link.href = url.href;
  }
}

/** Shows where the current item stands, in the source and nowhere else: the window itself stays where it is. */
function reveal() {
  const scroll = at("#source .source-scroll");
  const mark = at("#source .mark-current");
  if (!scroll || !mark || scroll.scrollHeight <= scroll.clientHeight) return;
  const [outer, inner] = [scroll.getBoundingClientRect(), mark.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) {
    scroll.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

/** Brings the marks of a source that was not drawn anew up to date with the list beside it. */
function remark() {
  const side = at("#side");
  const touched = new Map(side.dataset.touched.split(" ").filter(Boolean).map((pair) => pair.split("=")));
  for (const mark of document.querySelectorAll("#source [data-items]")) {
    const keys = mark.dataset.items.split(" ");
    if (touched.get(keys[0])) mark.dataset.status = touched.get(keys[0]);
    mark.classList.toggle("mark-current", keys.includes(side.dataset.current));
  }
}

function settle() {
  remark();
  reveal();
  const wrong = at("#side .form-problems");
  const first = wrong ?? at("#current");
  first?.focus({ preventScroll: true });
  const top = first?.getBoundingClientRect().top ?? 0;
  if (top < 0 || top > window.innerHeight - 120) first.scrollIntoView({ block: "start" });
}

function isTyping(element) {
  return element?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
}

function press(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") at("#current")?.focus({ preventScroll: true });
    return;
  }
  if (localStorage.getItem(KEPT) === "off") return;
  if (event.key === "?") return act(event, () => at("#keys").toggleAttribute("open"));
  const key = event.key.toLowerCase();
  if (key === "e") {
    const field = at("#side .panel-form .fields :is(input, textarea, select)");
    if (field) act(event, () => { field.focus(); field.select?.(); });
    return;
  }
  const pressed = /^[jkasmxu]$/.test(key) && at(`#side [data-key="${key}"]`);
  // While an act is on its way the page still shows the item before: a key pressed now would be for the next.
  if (pressed && !event.repeat && !busy) act(event, () => pressed.click());
}

function act(event, deed) {
  event.preventDefault();
  deed();
}

function keys() {
  const box = at("#keys-on");
  if (!box) return;
  at("#keys").hidden = false;
  const show = () => {
    box.checked = localStorage.getItem(KEPT) !== "off";
    document.body.classList.toggle("keys-off", !box.checked);
  };
  box.addEventListener("change", () => {
    localStorage.setItem(KEPT, box.checked ? "on" : "off");
    show();
  });
  show();
}

/** Goes on with words that are selected. Pressing the link must not take the selection away first. */
function add(event) {
  const link = event.target.closest?.("#source .picked a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (event.type === "click") window.htmx.ajax("GET", link.href, { target: "#side", swap: "outerHTML show:none" });
}

document.addEventListener("mousedown", add);
document.addEventListener("click", add);
document.addEventListener("keydown", press);
document.addEventListener("selectionchange", offer);
document.body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["Kapok-Sheet"] = at("#source")?.dataset.sheet ?? "";
  event.detail.headers["Kapok-Seen"] = at("#side")?.dataset.seen ?? "";
});
document.body.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt?.id === "side" || event.target.id === "side") settle();
});
document.body.addEventListener("htmx:beforeRequest", () => { busy = true; });
for (const over of ["htmx:afterSwap", "htmx:sendError", "htmx:responseError", "htmx:swapError"]) {
  document.body.addEventListener(over, () => { busy = false; });
}
for (const lost of ["htmx:sendError", "htmx:responseError"]) {
  document.body.addEventListener(lost, () => {
    at("#said").textContent = at("#review").dataset.lost;
    at("#lost").hidden = false;
  });
}
keys();
reveal();
