// Asks before a page of the desk is left on which something was typed and not saved.
"use strict";

for (const form of document.querySelectorAll("#content-main form[method=post]")) {
  let typed = false;
  form.addEventListener("change", () => {
    typed = true;
  });
  form.addEventListener("submit", () => {
    typed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (typed) {
      event.preventDefault();
    }
  });
}
