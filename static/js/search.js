// The search box: says how many were found, walks through the hits with the arrow keys, and empties with Escape.
"use strict";

const box = document.getElementById("q");
const hits = () => [...document.querySelectorAll("#results .hit")];

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id !== "results") return;
  document.getElementById("status").textContent = document.getElementById("results").dataset.status;
});

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const all = hits();
  const place = all.indexOf(document.activeElement);
  const inside = document.activeElement === box || place >= 0;
  if (!inside) return;
  if (event.key === "ArrowDown" && place + 1 < all.length) {
    event.preventDefault();
    all[place + 1].focus();
  } else if (event.key === "ArrowUp" && place >= 0) {
    event.preventDefault();
    (all[place - 1] ?? box).focus();
  } else if (event.key === "Escape") {
    event.preventDefault();
    box.value = "";
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
});
