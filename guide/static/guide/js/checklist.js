/*
 * Lists to tick. Markup: [data-checklist] names the page and holds [data-point] with ids, and a hidden
 * [data-checklist-state] with the count and a button. Without this, or where the browser keeps nothing, they stay lists.
 */
import { say, ticks } from "./ticks.js";

class Checklist {
  constructor(root) {
    this.page = root.dataset.checklist;
    this.points = [...root.querySelectorAll("[data-point]")].filter((point) => point.dataset.point);
    this.boxes = this.points.map((point) => this.boxed(point));
    this.state = root.querySelector("[data-checklist-state]");
    this.bar = this.state.querySelector("progress");
    this.count = this.state.querySelector("[data-checklist-count]");
    this.button = this.state.querySelector("[data-clear]");
    this.button.addEventListener("click", () => this.pressed());
    this.show();
    this.state.hidden = false;
    // From now on changes are read out; what stands there at the beginning is not news.
    this.count.setAttribute("role", "status");
    ticks.watch(() => this.show());
  }

  boxed(point) {
    const label = document.createElement("label");
    label.className = point.className;
    label.dataset.point = point.dataset.point;
    label.append(...point.childNodes);
    const box = document.createElement("input");
    box.type = "checkbox";
    box.addEventListener("change", () => {
      this.cleared = null;
      this.change([label.dataset.point], box.checked);
    });
    label.querySelector(".guide-checklist__box").before(box);
    point.replaceWith(label);
    return box;
  }

  get ids() {
    return this.points.map((point) => point.dataset.point);
  }

  change(ids, done) {
    const kept = ticks.change(this.page, ids, done);
    if (kept) this.show();
    else this.count.textContent = this.count.dataset.lost;
  }

  pressed() {
    if (this.cleared) {
      const back = this.cleared;
      this.cleared = null;
      this.change(back, true);
      return;
    }
    const done = ticks.of(this.page);
    this.cleared = this.ids.filter((id) => done.has(id));
    this.change(this.cleared, false);
  }

  show() {
    const done = ticks.of(this.page);
    this.boxes.forEach((box, index) => { box.checked = done.has(this.ids[index]); });
    const number = this.boxes.filter((box) => box.checked).length;
    if (number) this.cleared = null;
    const text = say(this.count.dataset.checklistCount, { done: number, total: this.boxes.length });
    if (this.count.textContent !== text) this.count.textContent = text;
    this.bar.max = this.boxes.length;
    this.bar.value = number;
    this.button.textContent = this.cleared ? this.button.dataset.undo : this.button.dataset.clear;
    // Disabled would lose the keyboard's place.
    this.button.setAttribute("aria-disabled", String(!number && !this.cleared));
  }
}

if (ticks) {
  for (const root of document.querySelectorAll("[data-checklist]")) new Checklist(root);
}
