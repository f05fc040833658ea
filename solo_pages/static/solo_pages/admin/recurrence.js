// The next dates of a meeting, asked for again whenever something of its form that they hang on changes.
const PAUSE = 500;
const DATED = /^(starts_|ends_|time_zone|recurrence|exceptions-|is_cancelled)/;

function enhance(widget) {
  const form = widget.closest("form");
  const shown = widget.querySelector("[data-recurrence-preview]");
  const address = widget.dataset.previewUrl;
  if (!form || !address || widget.dataset.recurrenceReady) return;
  widget.dataset.recurrenceReady = "yes";
  let timer = 0;
  let asking = null;

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    try {
      const body = new FormData(form);
      const response = await fetch(address, { method: "POST", body, signal: asking.signal, headers: { Accept: "text/html" } });
      if (!response.ok && response.status !== 422) throw new Error(response.statusText);
      shown.innerHTML = await response.text();
    } catch (error) {
      if (error.name !== "AbortError") shown.textContent = widget.dataset.failed;
    }
  }

  function changed(event) {
    if (!DATED.test(event.target.name || "")) return;
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
}

document.querySelectorAll("[data-recurrence]").forEach(enhance);
