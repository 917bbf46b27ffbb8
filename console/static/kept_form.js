// What somebody wrote while their session ended waits in this tab, and nowhere else, while they sign in elsewhere.
(function () {
  "use strict";

  const NAME = "mingjian-kept-form";
  const FIELDS = ["send_to", "kept"];
  const leaving = document.querySelector("a[data-keeps]");
  const waiting = document.querySelector("form[data-kept]");
  const leadsBack = document.querySelector('input[name="next"][value="/send-again"]');

  // Shown already, dropped, or left by somebody who never came back: nothing waits for the next person at this desk.
  if (!waiting && !leadsBack) sessionStorage.removeItem(NAME);
  if (leaving) {
    leaving.addEventListener("click", () => {
      const form = document.querySelector("form.door");
      sessionStorage.setItem(NAME, JSON.stringify(FIELDS.map((name) => form.elements[name].value)));
    });
  }
  if (waiting) {
    const found = JSON.parse(sessionStorage.getItem(NAME) || "null");
    sessionStorage.removeItem(NAME);
    if (found) {
      FIELDS.forEach((name, at) => { waiting.elements[name].value = found[at]; });
      waiting.submit();
    }
  }
})();
