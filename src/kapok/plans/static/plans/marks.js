// Lights up the other end of a mark: a sentence and its figure, an office and its mention. Links do the rest.
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
