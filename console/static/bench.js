// The workbench: hearing a moment, verdicts by key, the score so far. Forms and links work without any of this.
(function () {
  "use strict";

  const audio = document.getElementById("audio");
  const sound = document.querySelector(".sound");
  const form = document.getElementById("review");
  const help = document.getElementById("help");
  const one = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const isText = (field) => field.matches("textarea, select, input:not([type=radio])");

  // ---- hearing: a breath before the moment to a breath after it ----
  const BEFORE = 0.8, AFTER = 0.5, SEEK = 3;
  const SPEEDS = [0.75, 1, 1.25, 1.5, 2];
  let until = null; // where the moment that plays ends
  let moment = null; // what was heard last

  function hear(step) {
    if (!audio || step.dataset.start === undefined) return;
    const start = Number(step.dataset.start);
    const end = step.dataset.end === undefined ? start + 4 : Number(step.dataset.end);
    moment = step;
    audio.currentTime = Math.max(0, start - BEFORE);
    until = end + AFTER;
    play();
  }

  // A browser may refuse to play before anybody has touched the page: the next key plays.
  function play() {
    if (audio) audio.play().catch(() => {});
  }

  function toggle() {
    if (!audio) return;
    if (!audio.paused) return audio.pause();
    if (until !== null && audio.currentTime >= until - 0.05) until = null; // go on past the moment
    play();
  }

  function seek(seconds) {
    if (!audio) return;
    until = null;
    audio.currentTime = Math.min(Math.max(0, audio.currentTime + seconds), Number(sound.dataset.duration));
  }

  function speed(rate) {
    if (!audio) return;
    audio.playbackRate = rate;
    all("[data-speed]").forEach((button) => button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === rate)));
    try { localStorage.setItem("bench-speed", String(rate)); } catch (full) { /* then it is not remembered */ }
  }

  function faster(by) {
    const at = SPEEDS.indexOf(audio ? audio.playbackRate : 1);
    speed(SPEEDS[Math.min(Math.max((at < 0 ? 1 : at) + by, 0), SPEEDS.length - 1)]);
  }

  // ---- the picture and the words in step with the sound ----
  const wave = one(".wave");
  const head = one(".playhead");
  const turns = all(".turn[data-start]");
  let now = null;

  function inStep() {
    if (until !== null && audio.currentTime >= until) { audio.pause(); until = null; }
    const width = wave ? wave.viewBox.baseVal.width : 0;
    const x = width * audio.currentTime / Number(sound.dataset.duration);
    if (head) { head.setAttribute("x1", x); head.setAttribute("x2", x); }
    const spoken = turns.filter((turn) => Number(turn.dataset.start) <= audio.currentTime + 0.05).pop() || null;
    if (spoken === now) return;
    if (now) now.classList.remove("now");
    now = spoken;
    if (!now) return;
    now.classList.add("now");
    const panel = now.closest(".transcript");
    const box = now.getBoundingClientRect(), frame = panel.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) panel.scrollTop += box.top - frame.top - panel.clientHeight / 3;
  }

  if (audio) {
    audio.addEventListener("timeupdate", inStep);
    audio.addEventListener("seeked", inStep);
    // timeupdate comes four times a second: while a moment plays it is watched more closely, so that it ends in time
    const watch = () => { inStep(); if (!audio.paused) requestAnimationFrame(watch); };
    audio.addEventListener("play", () => requestAnimationFrame(watch));
    all("[data-speed]").forEach((button) => button.addEventListener("click", () => speed(Number(button.dataset.speed))));
    let remembered = 1;
    try { remembered = Number(localStorage.getItem("bench-speed")) || 1; } catch (refused) { /* one, then */ }
    if (SPEEDS.includes(remembered)) speed(remembered);
  }
  if (wave && audio) {
    wave.addEventListener("click", (event) => {
      const box = wave.getBoundingClientRect();
      until = null;
      audio.currentTime = Number(sound.dataset.duration) * (event.clientX - box.left) / box.width;
      play();
    });
  }
  document.addEventListener("lit", (event) => { mine = event.target.closest(".asked") || mine; hear(event.target); });
  all(".turn .time").forEach((time) => time.addEventListener("click", () => hear(time.closest(".turn"))));

  // ---- verdicts ----
  const rows = form ? all(".asked", form) : [];
  let mine = null; // the item that is being judged
  const state = (row) => one("input[type=radio]:checked", row);
  const submitter = () => document.getElementById("submit");

  function row() {
    const focused = document.activeElement && document.activeElement.closest(".asked");
    return focused || mine || rows.find((each) => !state(each)) || rows[0];
  }

  function show(next) {
    mine = next;
    rows.forEach((each) => each.classList.toggle("here", each === next));
    const first = one("[data-step]", next);
    if (first) { first.focus({ preventScroll: true }); first.click(); } else one("input", next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    if (!rows.length) return;
    const at = rows.indexOf(row());
    show(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
  }

  function goOn() {
    const open = rows.find((each) => !state(each));
    if (open) return show(open);
    submitter().focus();
  }

  function judge(value, partly) {
    const item = row();
    if (!item) return;
    const field = one(`input[value="${value}"]`, item);
    if (!field) return;
    mine = item;
    field.checked = true;
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const machine = item.dataset.machine;
    const reason = one("select[name^=reason-]", item);
    const turn = one("input[name^=turn-]", item);
    if (value === "unmet" && turn && !turn.value && now) turn.value = Number(now.id.slice(5)) + 1;
    const differs = machine && machine !== "needs_human" && value !== "needs_human" && (partly || value !== machine);
    if (partly && one("select[name^=grave-]", item)) one("select[name^=grave-]", item).value = "minor";
    if (partly && !one("select[name^=grave-]", item)) return one("input[name^=points-]", item).focus();
    if (value === "unmet" && turn && !turn.value) return turn.focus();
    if (differs && reason && !reason.value) return reason.focus();
    goOn();
  }

  const asMachine = () => { const item = row(); if (item && item.dataset.machine) judge(item.dataset.machine); };
  const against = () => { const item = row(); if (item && item.dataset.other) judge(item.dataset.other); };
  const partly = () => { const item = row(); if (item && item.dataset.machine) judge(item.dataset.machine, true); };

  // Digits choose in the list of reasons: its options begin with theirs. Enter goes on.
  function inField(event) {
    const field = event.target;
    if (event.key === "Escape") { field.blur(); return true; }
    if (event.key !== "Enter" || !field.closest(".asked")) return false;
    goOn();
    return true;
  }

  // ---- the score so far ----
  let waiting = 0;
  let asked = null;
  function score() {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      if (asked) asked.abort();
      asked = new AbortController();
      const live = document.getElementById("live-score");
      try {
        const answer = await fetch("/bench/score", { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asked.signal });
        if (!answer.ok) throw new Error(String(answer.status));
        const read = new DOMParser().parseFromString(await answer.text(), "text/html");
        live.replaceChildren(...read.body.childNodes);
      } catch (failed) {
        if (failed.name !== "AbortError") live.textContent = form.dataset.offline;
      }
    }, 150);
  }
  if (form) form.addEventListener("change", score);

  // ---- writing beside the words ----
  const place = () => now || (moment && document.getElementById((moment.getAttribute("href") || "").slice(1)));

  function open(id, fill, focus) {
    const box = document.getElementById(id);
    if (!box) return;
    box.open = true;
    fill(box);
    one(focus, box).focus();
  }

  function comment() {
    open("write-comment", (box) => {
      const turn = place();
      if (turn) one("[name=turn]", box).value = Number(turn.id.slice(5)) + 1;
      if (audio) one("[name=at]", box).value = `${Math.floor(audio.currentTime / 60)}:${(audio.currentTime % 60).toFixed(1).padStart(4, "0")}`;
    }, "[name=text]");
  }

  function correct() {
    const chosen = String(getSelection());
    const turn = chosen && getSelection().anchorNode && getSelection().anchorNode.parentElement.closest(".turn");
    open("write-words", (box) => {
      const at = turn || place();
      if (at) one("[name=turn]", box).value = Number(at.id.slice(5)) + 1;
      if (!turn) return;
      one("[name=heard]", box).value = chosen;
      const before = document.createRange();
      before.selectNodeContents(one(".words", turn));
      before.setEnd(getSelection().getRangeAt(0).startContainer, getSelection().getRangeAt(0).startOffset);
      one("[name=start]", box).value = Array.from(String(before)).length;
    }, turn ? "[name=said]" : "[name=heard]");
  }

  function found() {
    open("found", (box) => {
      const turn = place();
      const last = all(".found-row", box).pop();
      if (turn) one("[name=found-turn]", last).value = Number(turn.id.slice(5)) + 1;
    }, ".found-row:last-of-type select");
  }

  // Another empty row as soon as the last one is used.
  if (form) form.addEventListener("change", (event) => {
    const last = all(".found-row").pop();
    if (event.target.name !== "found-item" || !last || !last.contains(event.target) || !event.target.value) return;
    const more = last.cloneNode(true);
    all("select, input", more).forEach((field) => { field.value = ""; });
    last.after(more);
  });

  // ---- keys ----
  const press = (selector) => { const button = one(selector); if (button) button.click(); };
  const keys = {
    " ": () => (moment || !audio || !audio.paused || audio.currentTime > 0 ? toggle() : first()),
    p: () => (moment ? hear(moment) : first()),
    ArrowLeft: () => seek(-SEEK), ArrowRight: () => seek(SEEK), ArrowDown: () => step(1), ArrowUp: () => step(-1),
    "<": () => faster(-1), ">": () => faster(1), ",": () => faster(-1), ".": () => faster(1),
    y: asMachine, n: against, a: partly, o: () => judge("needs_human"),
    1: () => judge("met"), 2: () => judge("unmet"), 3: () => judge("not_applicable"), 4: () => judge("needs_human"),
    s: () => press("#submit"), Y: () => press("#confirm"), t: () => press("[data-take]"),
    f: found, c: comment, e: correct,
    "?": () => (help.open ? help.close() : help.showModal()),
  };

  // Nothing was heard yet: the evidence the page opened with, else the first, else the beginning.
  function first() {
    const lit = one(".evidence .lit") || one(".asked [data-start]") || one(".evidence [data-start]");
    if (lit) lit.click(); else play();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    if (isText(target)) {
      if (inField(event)) event.preventDefault();
      return;
    }
    if (help.open && event.key !== "?") return;
    if (event.key === " " && target.matches("button, summary, audio")) return;
    if (target === audio && event.key.startsWith("Arrow")) return;
    const act = keys[event.key];
    if (!act || (event.key.startsWith("Arrow") && !rows.length && !audio)) return;
    event.preventDefault();
    act();
  });

  // Coming to a review: begin with the first item that is asked, and hear it where the browser lets us.
  function arrive() {
    if (rows.length && !one(".asked.here") && (location.hash === "" || location.hash === "#review")) show(rows[0]);
  }
  if (document.readyState === "complete") arrive();
  else window.addEventListener("load", arrive);
})();
