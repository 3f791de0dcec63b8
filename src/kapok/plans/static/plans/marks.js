// What links alone cannot do: the other end of a mark lights up, a lasting link is copied, and a bare fragment whose
// item stands in another part of a long plan is taken there. Links do the rest.
const lit = "is-lit";

/** All elements that stand for the same items as `element`. */
export function counterparts(element) {
  const keys = element.dataset.items.split(" ").filter(Boolean);
  return keys.flatMap((key) => [...document.querySelectorAll(`[data-items~="${key}"]`)]);
}

function light(event, on) {
  const element = event.target.closest?.("[data-items]");
  if (element) counterparts(element).forEach((other) => other.classList.toggle(lit, on));
}

for (const [start, end] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(start, (event) => light(event, true));
  document.addEventListener(end, (event) => light(event, false));
}

/** Where the item of a fragment stands, if it is not on this page; the server knows in which part. */
export function elsewhere(fragment, address, found) {
  const key = fragment.replace(/^#(row-|task-)?/, "");
  if (!/^[a-z][0-9]{1,15}$/.test(key) || found) return "";
  const query = new URL(address).searchParams;
  if (query.get("at") === key) return "";
  query.set("at", key);
  query.delete("part");
  return `?${query}#${key}`;
}

function follow() {
  const place = elsewhere(location.hash, location.href, document.getElementById(location.hash.slice(1)));
  if (place) location.replace(place);
}

addEventListener("hashchange", follow);
follow();

const said = document.querySelector("[data-copied]");

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.lasting, a.self");
  if (!link || !said || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  location.hash = link.hash; // sets it off; then the address that lasts, without asking for the page again
  history.replaceState(null, "", link.href);
  try {
    await navigator.clipboard.writeText(link.href);
    said.textContent = said.dataset.copied;
  } catch {
    location.href = link.href; // the browser keeps the clipboard to itself: the address bar has the link
  }
});
