// Planning a week by keyboard: on a row, 1-5 chooses the day and goes on to the next row, 0 takes it away, x ticks.
(function () {
  "use strict";

  const rows = Array.from(document.querySelectorAll("tr[data-plan]"));
  let current = -1;

  function rowOf(element) {
    return rows.indexOf(element && element.closest ? element.closest("tr[data-plan]") : null);
  }

  function go(at) {
    current = Math.min(Math.max(at, 0), rows.length - 1);
    const link = rows[current].querySelector("a[data-step]");
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !rows.length) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    const focused = rowOf(document.activeElement);
    const at = focused >= 0 ? focused : Math.max(current, 0);
    if (/^[0-5]$/.test(event.key)) {
      rows[at].querySelector("select").selectedIndex = Number(event.key);
      event.preventDefault();
      go(at + 1);
    } else if (event.key === "x") {
      const box = rows[at].querySelector("input[type=checkbox]");
      box.checked = !box.checked;
      event.preventDefault();
    }
  });
})();
