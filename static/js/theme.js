// A colour is kept at once; without a script the button keeps it.
"use strict";

for (const form of document.querySelectorAll("form.theme")) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => {
    const chosen = new URLSearchParams(new FormData(form));
    fetch(form.action, { method: "POST", body: chosen, redirect: "manual", keepalive: true }).catch(() => form.submit());
  });
}
