// Handles: each list of amounts becomes a slider, and what the plan would say follows it. Without a script, Count again.
"use strict";

const inside = async (address) => {
  const answer = await fetch(address, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes;
};

const slide = (list, moved) => {
  const slider = document.createElement("input");
  const says = document.createElement("output");
  const show = () => {
    const text = list.options[slider.value].text;
    list.selectedIndex = Number(slider.value);
    says.textContent = text;
    slider.setAttribute("aria-valuetext", text);
  };
  Object.assign(slider, { type: "range", min: 0, max: list.options.length - 1, step: 1 });
  slider.value = list.selectedIndex;
  slider.id = list.id;
  list.removeAttribute("id");
  list.hidden = true;
  slider.addEventListener("input", () => { show(); moved(); });
  list.before(says, slider);
  show();
};

const start = (form) => {
  let asked = 0;
  const moved = async () => {
    const mine = ++asked;
    const nodes = await inside(`${form.action}?${new URLSearchParams(new FormData(form))}`);
    if (mine !== asked) return; // a later move is on its way
    if (!nodes) return form.submit();
    for (const part of [...nodes].filter((node) => node.id)) {
      document.getElementById(part.id).replaceChildren(...part.childNodes);
    }
  };
  for (const list of form.querySelectorAll("select")) slide(list, moved);
  form.querySelector("[type=submit]").parentElement.remove();
};

for (const form of document.querySelectorAll(".handles")) start(form);
// On a plan they come when their fold is opened.
for (const place of document.querySelectorAll("[data-fetch]")) {
  place.closest("details").addEventListener("toggle", async () => {
    const nodes = await inside(place.dataset.fetch);
    if (!nodes) return;
    const body = place.parentElement;
    place.replaceWith(...nodes);
    for (const form of body.querySelectorAll(".handles")) start(form);
  }, { once: true });
}
