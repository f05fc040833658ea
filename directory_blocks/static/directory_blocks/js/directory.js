/*
 * Filtering without a reload. Each state of the directory is a page of its own, so we fetch that page and exchange the
 * regions that differ; whatever goes wrong ends in an ordinary navigation.
 *
 * Markup: [data-directory] holds a form [data-filters], regions [data-region] with ids, a status [data-announce], links
 * [data-live]; [data-view] buttons switch between list and map; [data-locate] asks for the reader's position.
 */
const TYPING_PAUSE = 350;
const withoutHash = (address) => address.split("#", 1)[0];

class Directory {
  constructor(root) {
    this.root = root;
    this.form = root.querySelector("[data-filters]");
    this.status = root.querySelector("[data-announce]");
    this.shown = withoutHash(location.href);
    root.classList.add("directory--live");
    this.form.addEventListener("submit", (event) => this.submitted(event));
    // Fields may stand outside the form element and belong to it by their form attribute.
    root.addEventListener("change", (event) => event.target.form === this.form && this.changed(event));
    root.addEventListener("input", (event) => event.target.form === this.form && this.typed(event));
    root.addEventListener("click", (event) => this.clicked(event));
    addEventListener("popstate", () => this.show(new URL(withoutHash(location.href)), { history: "keep", fields: true }));
    document.addEventListener("directory:area", ({ detail }) => this.searchArea(detail.bbox));
    document.addEventListener("directory:show", ({ detail }) => this.showCard(detail.card));
    this.prepareView();
    this.prepareLocate();
  }

  /* ---- What the reader does ---- */

  submitted(event) {
    event.preventDefault();
    clearTimeout(this.timer);
    const panel = this.root.querySelector("[data-filters-panel]");
    const applied = panel.open && panel.contains(event.submitter);
    if (applied) panel.open = false;
    this.show(this.address(event.submitter), { to: applied ? "results" : undefined });
  }

  changed() {
    clearTimeout(this.timer);
    this.show(this.address());
  }

  typed({ target }) {
    clearTimeout(this.timer);
    if (target.list && [...target.list.options].some(({ value }) => value === target.value)) this.show(this.address());
    if (!target.matches("[data-type]")) return;
    // One step back undoes a whole word, not its last letter.
    this.timer = setTimeout(() => {
      this.show(this.address(), { history: this.typing ? "replace" : "push" });
      this.typing = true;
    }, TYPING_PAUSE);
  }

  clicked(event) {
    const link = event.target.closest("a[data-live]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    // A page turned starts at its top; any other change leaves the reader where they are.
    this.show(new URL(link.href), { fields: true, to: link.closest("nav") ? "results" : undefined });
  }

  searchArea(bbox) {
    const url = this.address();
    url.searchParams.set("bbox", bbox);
    this.show(url, { fields: true });
  }

  showCard(card) {
    this.setView("list");
    card.scrollIntoView({ block: "center" });
    card.querySelector("a")?.focus({ preventScroll: true });
  }

  /** The address that the form stands for, without its empty fields. */
  address(submitter) {
    const url = new URL(this.form.action || location.href, location.href);
    const defaults = new Map([...this.form.elements].map((field) => [field.name, field.dataset.default]));
    const filled = [...new FormData(this.form, submitter)].filter(([name, value]) => value !== "" && value !== defaults.get(name));
    url.search = new URLSearchParams(filled);
    url.hash = "";
    return url;
  }

  /* ---- Fetching and exchanging ---- */

  async show(url, { history: mode = "push", fields = false, to } = {}) {
    // Commas may stand in a query as they are, and a link is read by people too.
    url.search = url.search.replace(/%2C/gi, ",");
    if (this.request && this.request.href === url.href) return;
    if (!this.request && url.href === this.shown) return;
    if (mode !== "replace") this.typing = false;
    this.request?.abort.abort();
    const request = (this.request = { href: url.href, abort: new AbortController() });
    this.root.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { signal: request.abort.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-directory]");
      if (!fresh) throw new Error(`No directory at ${url}`);
      const mapAppears = fresh.querySelector("[data-entry-map]") && !this.root.querySelector("[data-entry-map]");
      if (mapAppears) throw new Error("A map comes with a page of its own.");
      if (mode === "push") history.pushState(null, "", url);
      if (mode === "replace") history.replaceState(null, "", url);
      this.shown = url.href;
      this.exchange(page, fresh, fields);
      if (to) this.goTo(document.getElementById(to));
      document.dispatchEvent(new CustomEvent("directory:results", { detail: { search: url.search } }));
    } catch (error) {
      if (error.name === "AbortError") return;
      location.assign(url);
    } finally {
      if (this.request === request) {
        this.request = null;
        this.root.removeAttribute("aria-busy");
      }
    }
  }

  exchange(page, fresh, fields) {
    const focused = document.activeElement;
    const inside = this.root.contains(focused) ? focused : null;
    const open = [...this.root.querySelectorAll("details[id]")].map(({ id, open: isOpen }) => [id, isOpen]);
    for (const region of this.root.querySelectorAll("[data-region]")) {
      const next = page.getElementById(region.id);
      if (next) region.replaceChildren(...next.childNodes);
    }
    for (const [id, isOpen] of open) {
      const details = document.getElementById(id);
      if (details) details.open = isOpen || details.open;
    }
    this.copyFields(page, fields || !focused?.matches("[data-type]") ? null : focused);
    document.title = page.title;
    for (const selector of ["link[rel=canonical]", "link[rel=prev]", "link[rel=next]"]) this.exchangeLink(page, selector);
    this.status.textContent = fresh.querySelector("[data-announce]").textContent;
    if (inside && !inside.isConnected) this.refocus(inside);
  }

  exchangeLink(page, selector) {
    const [before, after] = [document.head.querySelector(selector), page.head.querySelector(selector)];
    if (before && after) before.replaceWith(after);
    else if (after) document.head.append(after);
    else before?.remove();
  }

  /** Bring the fields outside the regions to what the new page says, except the one that is being typed in. */
  copyFields(page, except) {
    for (const field of this.form.elements) {
      if (!field.name || !field.id || field === except || field.closest("[data-region]")) continue;
      const next = page.getElementById(field.id);
      if (!next) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = next.checked;
      else field.value = next.value;
    }
  }

  refocus(lost) {
    const again = lost.id && document.getElementById(lost.id);
    this.goTo(again || document.getElementById("results"), Boolean(again));
  }

  goTo(element, still = false) {
    element?.focus({ preventScroll: true });
    if (!still) element?.scrollIntoView({ block: "start" });
  }

  /* ---- List or map, on narrow screens ---- */

  prepareView() {
    this.root.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-view]");
      if (chosen) this.setView(chosen.dataset.view);
    });
    if (this.root.querySelector("[data-view]")) this.setView("list");
  }

  setView(view) {
    this.root.dataset.showing = view;
    for (const button of this.root.querySelectorAll("[data-view]")) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
  }

  /* ---- Near me ---- */

  prepareLocate() {
    const button = this.root.querySelector("[data-locate]");
    if (!button || !navigator.geolocation) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      button.setAttribute("aria-disabled", "true");
      const done = () => button.removeAttribute("aria-disabled");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          done();
          const url = this.address();
          // Three decimals are a hundred metres: near enough to sort by, too coarse to find a door.
          url.searchParams.set("near", `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`);
          url.searchParams.delete("commune");
          url.searchParams.set("sort", "distance");
          this.show(url, { fields: true });
        },
        () => {
          done();
          this.status.textContent = button.dataset.failed;
        },
        { timeout: 10000, maximumAge: 300000 },
      );
    });
  }
}

for (const root of document.querySelectorAll("[data-directory]")) new Directory(root);
