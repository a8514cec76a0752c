// Asks before a form of the desk is left in which something was typed and not saved.
"use strict";

{
  const FORM = "body.change-form #content-main form[method=post]";
  let typed = false;

  for (const happening of ["input", "change"]) {
    document.addEventListener(happening, (event) => {
      typed = typed || event.target.closest(FORM) !== null;
    });
  }
  document.addEventListener("submit", () => {
    typed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) {
      event.preventDefault();
    }
  });
}
