// Judging a case by keyboard: 1-4 choose the state of the item that has the focus and go on to the next item.
(function () {
  "use strict";

  const items = Array.from(document.querySelectorAll("fieldset.asked"));
  let current = 0;

  function go(at) {
    current = Math.min(Math.max(at, 0), items.length - 1);
    const chosen = items[current].querySelector("input:checked") || items[current].querySelector("input[type=radio]");
    chosen.focus({ preventScroll: true });
    items[current].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !items.length) return;
    if (event.target.closest("input:not([type=radio]), select, textarea")) return;
    const held = items.indexOf(document.activeElement.closest("fieldset.asked"));
    const at = held < 0 ? current : held;
    if (/^[1-4]$/.test(event.key)) {
      items[at].querySelectorAll("input[type=radio]")[Number(event.key) - 1].checked = true;
      event.preventDefault();
      if (at + 1 < items.length) go(at + 1);
      else document.querySelector(".sheet button").focus();
    }
  });
})();
