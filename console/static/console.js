// Keyboard and highlighting. Everything works without it too: links lead to their places.
(function () {
  "use strict";

  const steps = () => Array.from(document.querySelectorAll("[data-step]")).filter((step) => !step.closest("details:not([open])"));

  // Light up the very words a piece of evidence rests on, and say so to screen readers.
  function light(step) {
    const mark = step.dataset.mark;
    if (!mark) return false;
    document.querySelectorAll(".lit").forEach((old) => old.classList.remove("lit"));
    const words = Array.from(document.querySelectorAll("mark[data-marks]"))
      .filter((piece) => piece.dataset.marks.split(" ").includes(mark));
    words.forEach((piece) => piece.classList.add("lit"));
    step.classList.add("lit");
    if (words.length) show(words[0]);
    const status = document.getElementById("lit");
    if (status) status.textContent = status.dataset.said + ": " + words.map((piece) => piece.textContent).join("");
    step.dispatchEvent(new CustomEvent("lit", { bubbles: true }));
    return true;
  }

  // Scroll the transcript's own panel first: the evidence beside it stays where it is.
  function show(words) {
    const panel = words.closest(".transcript");
    panel.scrollTop += words.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 2;
    words.scrollIntoView({ block: "nearest" });
  }

  let current = null; // the browser may take the focus away while it jumps to a fragment

  function go(step) {
    current = step;
    step.focus({ preventScroll: true });
    step.scrollIntoView({ block: "nearest" });
    light(step);
  }

  function move(by) {
    const all = steps();
    if (!all.length) return;
    const focused = all.indexOf(document.activeElement);
    const at = focused < 0 ? all.indexOf(current) : focused;
    go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)]);
  }

  function follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
  }

  const keys = { j: () => move(1), k: () => move(-1), u: () => follow("[data-up]") };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea")) return;
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  document.addEventListener("click", (event) => {
    const step = event.target.closest("[data-mark]");
    if (step && light(step)) event.preventDefault();
  });

  // Coming from a list: #item-... or #flag-... names what to look at; start at its first evidence.
  function arrive() {
    let place = null;
    try {
      place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (broken) {
      return;
    }
    if (!place || !place.classList.contains("item")) return;
    const folded = place.closest("details");
    if (folded) folded.open = true;
    place.classList.add("here");
    const first = place.querySelector("[data-step]");
    if (first) go(first);
    else place.scrollIntoView({ block: "nearest" });
  }

  window.addEventListener("hashchange", arrive);
  if (document.readyState === "complete") arrive();
  else window.addEventListener("load", arrive);
})();
