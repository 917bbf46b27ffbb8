// The review queue by keyboard: x chooses the row, / goes to the search. Everything works without it too.
(function () {
  "use strict";

  const boxes = () => Array.from(document.querySelectorAll('input[name="task"]'));

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-all]")) boxes().forEach((box) => { box.checked = event.target.checked; });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.querySelector("[data-search]").focus();
    }
    const row = event.target.closest("tr");
    const box = row && row.querySelector('input[name="task"]');
    if (event.key === "x" && box) box.checked = !box.checked;
  });
})();
