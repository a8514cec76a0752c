// With htmx: pages that say what is wrong are shown too, and the focus goes where a full page load would put it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { status } = event.detail.xhr;
  if (status === 422 || status === 409) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "main") return; // a page that Back brought has none
  window.scrollTo({ top: 0, behavior: "instant" });
  event.detail.target.querySelector("[data-focus]")?.focus({ preventScroll: true });
});
document.querySelector(".notice-error[data-focus]")?.focus();
