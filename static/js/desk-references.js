// Gives the desk's search fields for references the name of their label, which their widget leaves out.
"use strict";

function nameReferences() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const shown = document.getElementById(`select2-${select.id}-container`);
    if (label && shown) {
      shown.setAttribute("aria-label", label.textContent.trim().replace(/:$/, ""));
    }
  }
}

// The widgets are made when jQuery is ready, one after another; then it is our turn.
django.jQuery(() => setTimeout(nameReferences));
