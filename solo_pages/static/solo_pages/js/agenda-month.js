/*
 * The calendar of a month by keyboard: one stop for the tabulator, arrow keys from day to day, as grids have it
 * (https://www.w3.org/WAI/ARIA/apg/patterns/grid/). Without this script every link is a stop of its own.
 *
 * Enter goes into the dates of a day, where up and down go from one to the next and Escape goes back. Page up and down
 * are the links to the months before and after; "#days" in an address means that the reader comes from there.
 */
const COMING = "#days";

class MonthGrid {
  constructor(table) {
    this.table = table;
    this.days = [...table.querySelectorAll("[data-day]")];
    if (!this.days.length) return;
    table.setAttribute("role", "grid");
    for (const link of table.querySelectorAll("a")) link.tabIndex = -1;
    for (const day of this.days) day.tabIndex = -1;
    const today = this.days.find((day) => day.getAttribute("aria-current"));
    this.become(today || this.days.find((day) => day.querySelector("a")) || this.days[0]);
    table.addEventListener("keydown", (event) => this.pressed(event));
    table.addEventListener("focusin", ({ target }) => this.become(target.closest("[data-day]")));
    document.querySelector("[data-agenda-keys]")?.removeAttribute("hidden");
  }

  become(day) {
    if (!day) return;
    if (this.current) this.current.tabIndex = -1;
    this.current = day;
    day.tabIndex = 0;
  }

  links() {
    return [...this.current.querySelectorAll("a")].filter((link) => link.getClientRects().length);
  }

  pressed(event) {
    if (event.altKey || event.metaKey) return;
    const inside = event.target.closest("a");
    const done = inside ? this.within(event, inside) : this.between(event);
    if (done) event.preventDefault();
  }

  between({ key, ctrlKey }) {
    const at = this.days.indexOf(this.current);
    const week = this.days.filter((day) => day.parentElement === this.current.parentElement);
    const found = {
      ArrowLeft: this.days[at - 1],
      ArrowRight: this.days[at + 1],
      ArrowUp: this.days[at - 7],
      ArrowDown: this.days[at + 7],
      Home: ctrlKey ? this.days[0] : week[0],
      End: ctrlKey ? this.days.at(-1) : week.at(-1),
    };
    if (key in found) {
      found[key]?.focus();
      return true;
    }
    if (key === "Enter" || key === " ") return this.enter();
    const way = { PageUp: "month-before", PageDown: "month-after" }[key];
    const link = way && document.getElementById(way);
    if (link) location.assign(new URL(COMING, link.href));
    return Boolean(way);
  }

  enter() {
    const links = this.links();
    if (links.length === 1) links[0].click();
    else links[0]?.focus();
    return true;
  }

  within({ key }, link) {
    const links = this.links();
    const at = links.indexOf(link);
    if (key === "Escape") this.current.focus();
    else if (key === "ArrowDown" || key === "ArrowRight") links[Math.min(at + 1, links.length - 1)].focus();
    else if (key === "ArrowUp" || key === "ArrowLeft") links[Math.max(at - 1, 0)].focus();
    else return false;
    return true;
  }
}

const enhance = () => {
  const table = document.querySelector("[data-agenda-month]:not([role])");
  const grid = table && new MonthGrid(table);
  if (grid?.current && location.hash === COMING) grid.current.focus();
};

enhance();
document.addEventListener("directory:results", enhance);
