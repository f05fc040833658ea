// Printing needs a script; without one the browser's own menu does it, so the button only comes with this.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
