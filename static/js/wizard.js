// With htmx: pages that say what is wrong are shown too, and the focus goes where a full page load would put it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status } = event.detail.xhr;
  const saysNo = status === 422 || status === 409;
  const isGone = status === 403 || status === 404 || status === 410;
  if (saysNo || (isGone && event.detail.target?.id === "main")) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
    if (isGone) event.detail.selectOverride = "#main > *"; // a whole page of its own
  }
});
// The sheet writes itself: what changed in it is marked for a moment, and said to those who hear the page.
const lines = () => new Map([...document.querySelectorAll("#sheet [id] dd")].map((line) => [line.parentElement.id, line]));
let before = new Map();
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id === "sheet") before = new Map([...lines()].map(([id, line]) => [id, line.textContent]));
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id !== "sheet") return;
  const changed = [...lines()].filter(([id, line]) => before.get(id) !== line.textContent).map(([, line]) => line);
  for (const line of changed) line.classList.add("flash");
  const says = changed.map((line) => `${line.previousElementSibling.textContent}: ${line.textContent}`);
  document.getElementById("sheet-says").textContent = says.join(" ");
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "main") return; // a page that Back brought has none
  window.scrollTo({ top: 0, behavior: "instant" });
  const heading = event.detail.target.querySelector("h1");
  if (heading) heading.tabIndex = -1;
  (event.detail.target.querySelector("[data-focus]") ?? heading)?.focus({ preventScroll: true });
});
// A site or a line that is away: nothing was saved, and nothing typed is lost.
const sayUnsent = (event) => {
  const unsent = event.detail.elt?.id === "walk" && document.getElementById("unsent");
  if (!unsent) return;
  unsent.hidden = false;
  unsent.focus();
};
document.addEventListener("htmx:sendError", sayUnsent);
document.addEventListener("htmx:responseError", sayUnsent);
document.querySelector(".notice-error[data-focus]")?.focus();
