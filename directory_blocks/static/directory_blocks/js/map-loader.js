/* Starts each map of the page when it comes near the screen; until then its drawing stands there. */

const maps = document.querySelectorAll("[data-entry-map]");

async function start(element) {
  try {
    const module = await import(element.dataset.module);
    await module.start(element);
  } catch (error) {
    // The drawing stays, and so do the list and its links: a map that cannot start must not take them away.
    console.warn("The map could not start.", error);
  }
}

const observer = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) {
        observer.unobserve(target);
        start(target);
      }
    }
  },
  { rootMargin: "300px" },
);

for (const map of maps) observer.observe(map);
