/*
 * How far the reader is with each checklist of the guide. Markup: [data-progress] names the page, data-points the ids,
 * data-words what is said.
 */
import { say, ticks } from "./ticks.js";

const show = () => {
  for (const place of document.querySelectorAll("[data-progress]")) {
    const ids = place.dataset.points.split(" ");
    const done = ticks.of(place.dataset.progress);
    const number = ids.filter((id) => done.has(id)).length;
    place.textContent = say(place.dataset.words, { done: number, total: ids.length });
    place.classList.toggle("is-complete", number === ids.length);
  }
};

if (ticks) {
  ticks.watch(show);
  show();
}
