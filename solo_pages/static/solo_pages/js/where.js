/* The pin on a map of the territory, and what the public will see of it while one chooses. */
const CLOSE = 12.5;
const POINT = /^\s*(-?\d{1,3}(?:\.\d*)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d*)?)\s*$/;

class Where {
  constructor(form) {
    Object.assign(this, { form, commune: null });
    this.input = form.elements.location;
    this.box = form.querySelector("[data-where-pin]");
    this.words = form.querySelector("[data-where-words]");
    this.drawing = form.querySelector("[data-where-drawing]");
    form.addEventListener("change", (event) => {
      if (event.target.name === "commune") this.find();
      else this.show();
    });
    this.input.addEventListener("input", () => this.show());
    form.querySelector("[data-where-centre]").addEventListener("click", () => this.put(this.map.getCenter()));
    form.querySelector("[data-where-remove]").addEventListener("click", () => this.put(null));
    this.start();
  }

  async start() {
    try {
      await this.draw();
    } catch (error) {
      // The text input and the drawing stay.
      this.box.hidden = true;
      console.info("The map could not start:", error.message);
    }
    await this.find(false);
  }

  async draw() {
    const { leaflet, leafletCss, ground, territory } = this.form.dataset;
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: leafletCss });
    const styled = new Promise((resolve) => { link.onload = link.onerror = resolve; });
    document.head.prepend(link);
    const [{ drawGround }] = await Promise.all([import(ground), import(leaflet), styled]);
    this.box.hidden = false;
    const { L } = window;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(this.box.querySelector("[data-where-map]"), {
      zoomSnap: 0.5, minZoom: 6, maxZoom: 17, scrollWheelZoom: false, attributionControl: false,
      zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
    });
    this.map.setView([43.7, 0.5], 8, { animate: false });
    // Before anything is waited for: who types meanwhile has the pin moved.
    const icon = L.divIcon({ className: "entry-map__frame", html: drop(), iconSize: [32, 40], iconAnchor: [16, 39] });
    this.pin = L.marker(this.map.getCenter(), { draggable: true, keyboard: false, icon });
    this.pin.on("dragend", () => this.put(this.pin.getLatLng()));
    const bounds = await drawGround(L, this.map, territory).catch(() => null);
    if (bounds) this.map.fitBounds(bounds, { animate: false });
    this.map.on("click", (event) => this.put(event.latlng));
    const at = this.read();
    if (at) this.map.setView(at, CLOSE, { animate: false });
  }

  /** The commune that is written in the form, as the server knows it. */
  async find(go = true) {
    const text = this.form.elements.commune.value.trim();
    this.commune = null;
    if (text.length > 1 && this.form.dataset.communes) {
      try {
        const answer = await fetch(`${this.form.dataset.communes}?q=${encodeURIComponent(text.replace(/\s*\(.*\)$/, ""))}`);
        const { communes } = await answer.json();
        this.commune = communes.find(({ label }) => label === text) || communes[0] || null;
      } catch (error) {
        console.info("The commune could not be found:", error.message);
      }
    }
    if (this.commune && this.map && (go || !this.read())) {
      this.map.setView([this.commune.latitude, this.commune.longitude], CLOSE, { animate: false });
    }
    this.show();
  }

  read() {
    const match = POINT.exec(this.input.value);
    if (!match) return null;
    const [latitude, longitude] = [Number(match[1]), Number(match[2])];
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null;
  }

  put(point) {
    this.input.value = point ? `${point.lat.toFixed(6)}, ${point.lng.toFixed(6)}` : "";
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  show() {
    const pin = this.read();
    if (this.map) {
      if (pin) this.pin.setLatLng(pin).addTo(this.map);
      else this.pin.remove();
    }
    const exact = this.form.elements.precision.value === "exact";
    const kind = exact && pin ? "exact" : !this.commune ? "nothing" : exact ? "unset" : "commune";
    const where = pin ? pin.map((degrees) => degrees.toFixed(4)).join(", ") : "";
    this.words.textContent = this.words.dataset[kind].replace("COMMUNE", this.commune?.label || "—").replace("POINT", where);
    this.mark(kind === "exact" ? pin : this.commune && [this.commune.latitude, this.commune.longitude]);
  }

  /** What the public sees, on the same map: a circle where its mark will stand. */
  mark(point) {
    // The drawing shows what was saved; the map shows what is being chosen.
    if (!this.map) return;
    this.drawing.hidden = true;
    this.circle?.remove();
    if (point) this.circle = window.L.circleMarker(point, { radius: 15, weight: 4, fillOpacity: 0.15, className: "own-where__mark", interactive: false }).addTo(this.map);
  }
}

function drop() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 32 40");
  svg.setAttribute("width", "32");
  svg.setAttribute("height", "40");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("class", "entry-map__drop");
  path.setAttribute("d", "M16 39C15 34 3 26 3 15a13 13 0 0 1 26 0c0 11-12 19-13 24Z");
  svg.append(path);
  return svg;
}

for (const form of document.querySelectorAll("[data-where]")) new Where(form);
