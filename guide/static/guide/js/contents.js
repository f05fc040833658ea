/*
 * Marks in the contents which heading is being read. Markup: [data-contents], a <details> with links to headings; it
 * stands open where it has a column of its own, and is the reader's to open elsewhere.
 */
const contents = document.querySelector("[data-contents]");
const links = new Map();
for (const link of contents.querySelectorAll("a[href^='#']")) {
  const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (target) links.set(target, link);
}
const headings = [...links.keys()];
const passed = new Set();
let chosen = null;

const inView = (heading) => {
  const { top, bottom } = heading.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
};

// The last one that went past the upper part of the window; or the one asked for, where the page ends too soon for it.
const current = () => {
  if (chosen && !passed.has(chosen) && inView(chosen)) return chosen;
  chosen = null;
  return headings.findLast((heading) => passed.has(heading)) ?? headings[0];
};

const mark = () => {
  const heading = current();
  for (const [target, link] of links) {
    if (target === heading) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const scroller = contents.closest("[data-contents-scroller]");
  const link = links.get(heading);
  if (!scroller || !link || scroller.scrollHeight <= scroller.clientHeight) return;
  // Long contents scroll with the reading; the page itself must not move for it.
  const place = link.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  scroller.scrollTo({ top: place - scroller.clientHeight / 2, behavior: "instant" });
};

const choose = () => {
  chosen = headings.find((heading) => heading.id === decodeURIComponent(location.hash.slice(1))) ?? null;
  mark();
};

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) passed.add(target);
      else passed.delete(target);
    }
    mark();
  },
  // Everything above the line at two fifths of the window.
  { rootMargin: "1000000px 0px -60% 0px" },
);
for (const heading of headings) observer.observe(heading);
addEventListener("hashchange", choose);
if (location.hash) choose();

const column = matchMedia("(min-width: 62rem)");
const unfold = () => {
  contents.open = column.matches;
  contents.querySelector("summary").tabIndex = column.matches ? -1 : 0;
};
column.addEventListener("change", unfold);
unfold();
