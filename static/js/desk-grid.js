// The matrix by keyboard: arrows move, Enter opens a cell beside the grid, Escape closes it. Without this file every cell
// is a link to a page of its own.
"use strict";

const grid = document.getElementById("grid");
const panel = document.getElementById("cell-form");
const squares = () => [...grid.querySelectorAll("[data-square]")];
let current = null; // the id of the place whose link the Tab key reaches

function place(link) {
  return link.parentElement.id;
}

function rove() {
  const links = squares();
  const chosen = links.find((link) => place(link) === current) || links[0];
  for (const link of links) link.tabIndex = link === chosen ? 0 : -1;
  return chosen;
}

function go(link) {
  if (!link) return;
  current = place(link);
  rove();
  link.focus();
}

function close() {
  panel.hidden = true;
  grid.parentElement.classList.remove("open");
  go(squares().find((link) => place(link) === current));
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

grid.addEventListener("keydown", (event) => {
  const link = event.target.closest("[data-square]");
  if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
  const rows = [...grid.querySelectorAll("tr")].map((row) => [...row.querySelectorAll("[data-square]")]).filter((row) => row.length);
  const row = rows.findIndex((links) => links.includes(link));
  const column = rows[row].indexOf(link);
  let next;
  if (event.key in STEPS) {
    const [down, right] = STEPS[event.key];
    next = rows[row + down]?.[column + right];
  } else if (event.key === "Home") next = event.shiftKey ? rows[0][0] : rows[row][0];
  else if (event.key === "End") next = event.shiftKey ? rows.at(-1).at(-1) : rows[row].at(-1);
  else return;
  event.preventDefault();
  go(next);
});

grid.addEventListener("focusin", (event) => {
  const link = event.target.closest("[data-square]");
  if (!link) return;
  current = place(link);
  rove();
});

// A form that was closed with something typed in it is shown again as it was left.
grid.addEventListener("click", (event) => {
  const link = event.target.closest("[data-square]");
  const kept = panel.querySelector("form");
  if (!link || kept?.dataset.squareForm !== place(link) || !kept.dataset.typed) return;
  event.preventDefault();
  event.stopPropagation();
  current = place(link);
  open();
}, true);

panel.addEventListener("input", (event) => {
  event.target.form.dataset.typed = "1";
});

function open() {
  panel.hidden = false;
  grid.parentElement.classList.add("open");
  (panel.querySelector(".errorlist ~ input, .errorlist ~ textarea, input:checked, input:not([type=hidden])") || panel).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !panel.hidden) close();
});

panel.addEventListener("click", (event) => {
  if (!event.target.closest("[data-square-close]")) return;
  event.preventDefault();
  panel.querySelector("form").removeAttribute("data-typed");
  close();
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.status !== 422) return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target !== panel) return;
  const saved = document.getElementById("grid-said").dataset.saved;
  if (panel.querySelector("form")) {
    document.getElementById("grid-said").removeAttribute("data-saved");
    open();
  } else if (saved) {
    current = saved;
    close();
  }
});

current = location.hash.slice(1) || null;
rove();
