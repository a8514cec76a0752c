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
