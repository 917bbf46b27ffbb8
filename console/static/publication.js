// A publication that is not over goes on by itself after a moment in which it can be stopped.
(function () {
  "use strict";

  const form = document.querySelector("form[data-goes-on]");
  if (!form) return;
  const waiting = setTimeout(() => form.requestSubmit(), 1500);
  form.querySelector("a").addEventListener("click", () => clearTimeout(waiting));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clearTimeout(waiting); });
})();
