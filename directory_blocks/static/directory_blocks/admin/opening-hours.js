// Comfort for the opening hours of a form: empty ranges out of the way, add, remove, copy. Nothing depends on it.
const MAX_RANGES = 6;
const WEEKDAYS = 5;

const inputs = (range) => [...range.querySelectorAll('input[type="time"]')];
const rangesOf = (day) => [...day.querySelectorAll("[data-hours-range]")];
const isEmpty = (range) => inputs(range).every((input) => !input.value);
const allDay = (day) => day.querySelector('input[type="checkbox"]');

function show(day) {
  const ranges = rangesOf(day);
  const visible = ranges.filter((range) => !range.hidden);
  day.querySelector("[data-hours-state]").textContent =
    visible.length || allDay(day).checked ? "" : day.closest("[data-hours]").dataset.hoursClosed;
  day.querySelector('[data-hours-action="add"]').disabled = visible.length >= MAX_RANGES || allDay(day).checked;
}

function addRange(day) {
  const ranges = rangesOf(day);
  let range = ranges.find((candidate) => candidate.hidden);
  if (!range && ranges.length < MAX_RANGES) {
    range = ranges.at(-1).cloneNode(true);
    inputs(range).forEach((input) => {
      input.name = input.name.replace(/-\d+-(start|end)$/, `-${ranges.length}-$1`);
    });
    ranges.at(-1).after(range);
  }
  if (!range) return null;
  inputs(range).forEach((input) => {
    input.value = "";
  });
  range.hidden = false;
  return range;
}

function copy(from, to) {
  const values = rangesOf(from)
    .filter((range) => !range.hidden && !isEmpty(range))
    .map((range) => inputs(range).map((input) => input.value));
  rangesOf(to).forEach((range) => {
    inputs(range).forEach((input) => {
      input.value = "";
    });
    range.hidden = true;
  });
  for (const pair of values) {
    const range = addRange(to);
    if (range) inputs(range).forEach((input, index) => { input.value = pair[index]; });
  }
  allDay(to).checked = allDay(from).checked;
  show(to);
}

function act(button) {
  const day = button.closest("[data-hours-day]");
  const widget = day.closest("[data-hours]");
  if (button.dataset.hoursAction === "add") {
    const range = addRange(day);
    if (range) inputs(range)[0].focus();
  } else if (button.dataset.hoursAction === "remove") {
    const range = button.closest("[data-hours-range]");
    inputs(range).forEach((input) => {
      input.value = "";
    });
    range.hidden = true;
    day.querySelector('[data-hours-action="add"]').focus();
  } else {
    for (const other of widget.querySelectorAll(".hours__day")) {
      if (other !== day && Number(other.dataset.hoursDay) < WEEKDAYS) copy(day, other);
    }
  }
  show(day);
  // Wagtail notices unsaved changes by these.
  widget.dispatchEvent(new Event("change", { bubbles: true }));
}

function enhance(widget) {
  if (widget.dataset.hoursReady) return;
  widget.dataset.hoursReady = "yes";
  widget.querySelectorAll("[data-hours-action]").forEach((button) => {
    button.hidden = false;
  });
  for (const day of widget.querySelectorAll("[data-hours-day]")) {
    rangesOf(day).forEach((range) => {
      range.hidden = isEmpty(range);
    });
    show(day);
  }
  widget.addEventListener("click", (event) => {
    const button = event.target.closest("[data-hours-action]");
    if (button) act(button);
  });
  widget.addEventListener("change", (event) => {
    const day = event.target.closest?.("[data-hours-day]");
    if (day) show(day);
  });
}

document.querySelectorAll("[data-hours]").forEach(enhance);
