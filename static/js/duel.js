// One case: a tap on an answer says that it is better, keys do the same, and the time of reading is counted quietly.
const form = document.querySelector("[data-duel]");
if (form) {
  const IDLE = 90_000; // without a touch, a key or a scroll for so long, nobody is reading
  let counted = 0;
  let since = null;
  let touched = performance.now();
  const pause = () => {
    if (since === null) return;
    counted += Math.max(0, Math.min(performance.now(), touched + IDLE) - since);
    since = null;
  };
  const go = () => {
    touched = performance.now();
    if (since === null && document.visibilityState === "visible") since = touched;
  };
  const touch = () => {
    if (since !== null && performance.now() - touched > IDLE) pause();
    go();
  };
  for (const name of ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"]) {
    addEventListener(name, touch, { passive: true });
  }
  addEventListener("blur", pause);
  addEventListener("focus", go);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? go() : pause()));
  addEventListener("pagehide", pause);
  go();
  const note = form.querySelector("[data-timed]");
  if (note) note.hidden = false;

  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault(); // a second tap on the same case
    sent = true;
    pause();
    form.querySelector("[data-seconds]").value = Math.round(counted / 1000);
  });
  addEventListener("pageshow", () => (sent = false)); // brought back by Back

  const button = (value) => form.querySelector(`button[value="${value}"]`);
  const tap = (value) => button(value) && form.requestSubmit(button(value));
  const tick = (side) => form.querySelector(`[name="wrong-${side}"]`)?.click();
  const answers = form.querySelectorAll(".ans");
  if (answers.length > 1) {
    for (const answer of answers) {
      answer.classList.add("is-tappable");
      answer.querySelector(".answer-text")?.addEventListener("click", (event) => {
        if (event.target.closest("a") || String(getSelection())) return;
        tap(answer.dataset.side);
      });
    }
  }
  const KEYS = {
    ArrowLeft: () => tap("one"),
    ArrowRight: () => tap("two"),
    ArrowDown: () => tap("same"),
    ArrowUp: () => tap("neither"),
    1: () => tick("one"),
    2: () => tick("two"),
    Backspace: () => document.querySelector("[data-undo]")?.click(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input[type=text], textarea, audio, video")) return;
    const act = answers.length > 1 || event.key === "Backspace" || event.key === "1" ? KEYS[event.key] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.querySelector("[data-focus]")?.focus();
}
