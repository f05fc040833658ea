/*
 * The live map: the territory drawn without any tile server, and a mark for whatever the list finds.
 *
 * data-config of the element (JSON): points (URL of map.json), territory (URL of the ground), leaflet, leafletCss, sprite,
 * tiles ({url, attribution}, or null), linked (it follows the directory's form), text (labels in the reader's language).
 * Whatever comes from data is written with textContent only.
 */
import { drawGround } from "./map-ground.js";
import { clusterMark, heapFeature, heaps, placeMark, places } from "./map-marks.js";
import { openPopup } from "./map-popup.js";

const PAUSE = 250;
const FALLBACK_VIEW = [[-60, -170], [75, 170]];
const STEP = 80;
const ARROWS = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
// A filter on a place moves the map there; any other filter leaves the view to the reader.
const PLACES = ["commune", "near", "bbox"];

async function loadLeaflet({ leaflet, leafletCss }) {
  const styled = document.querySelector("link[data-leaflet]")
    ? Promise.resolve()
    : new Promise((resolve) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: leafletCss });
        link.dataset.leaflet = "";
        link.onload = link.onerror = resolve;
        // First in the head: our own rules follow and win.
        document.head.prepend(link);
      });
  await Promise.all([import(leaflet), styled]);
  return window.L;
}

class EntryMap {
  constructor(L, element, config) {
    Object.assign(this, { L, element, config, text: config.text, marks: new Map(), dense: false });
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.canvas = element.querySelector("[data-map-canvas]");
    this.status = element.querySelector("[data-map-status]");
    this.areaButton = element.querySelector("[data-map-area]");
    this.search = config.linked ? location.search : "";
  }

  async start() {
    this.canvas.hidden = false;
    try {
      await this.draw();
    } catch (error) {
      this.map.remove();
      this.canvas.hidden = true;
      throw error;
    }
    this.element.classList.add("entry-map--live");
    this.sizeMarks();
    this.listen();
    if (this.dense) this.refresh();
  }

  async draw() {
    const { L, config } = this;
    this.map = L.map(this.canvas, {
      zoomSnap: 0.25,
      zoomDelta: 1,
      minZoom: 3,
      maxZoom: config.tiles ? 18 : 14,
      scrollWheelZoom: false,
      zoomControl: false,
      zoomAnimation: !this.still,
      fadeAnimation: !this.still,
      markerZoomAnimation: !this.still,
      inertia: !this.still,
    });
    this.map.attributionControl.setPrefix("Leaflet");
    L.control.zoom({ zoomInTitle: this.text.zoomIn, zoomOutTitle: this.text.zoomOut }).addTo(this.map);
    L.control.scale({ imperial: false }).addTo(this.map);
    if (config.tiles) this.drawTiles(config.tiles);
    this.map.fitBounds(FALLBACK_VIEW, { animate: false });
    const [land] = await Promise.all([drawGround(L, this.map, config.territory).catch(() => null), this.fetchPoints()]);
    this.land = land;
    this.showEverything();
    // Limits after the view: from outside of them Leaflet glides in, and ends where the limit is and not where it was led.
    if (land) {
      this.map.setMinZoom(Math.floor(this.map.getBoundsZoom(land)) - 1);
      // Enough around it for the list that a mark at its edge opens.
      this.map.setMaxBounds(land.pad(1.5));
    }
    this.drawPoints();
  }

  drawTiles({ url, attribution }) {
    this.element.classList.add("entry-map--tiles");
    // The attribution is configuration of the operator, but text all the same.
    const text = document.createElement("span");
    text.textContent = attribution;
    this.L.tileLayer(url, { attribution: text.innerHTML, maxZoom: 19 }).addTo(this.map);
  }

  listen() {
    const { map, canvas } = this;
    map.on("moveend", () => this.afterMove());
    map.on("dragend", () => this.offerArea());
    map.on("zoomend", () => {
      this.sizeMarks();
      if (this.features && !this.dense) this.drawPoints();
      // Offered where the reader has moved the map, not where a filter has.
      if (!this.fitting) this.offerArea();
    });
    // The wheel scrolls the page until the reader has turned to the map.
    map.on("click focus", () => map.scrollWheelZoom.enable());
    canvas.addEventListener("mouseleave", () => map.scrollWheelZoom.disable());
    canvas.addEventListener("keydown", (event) => this.panByKey(event));
    new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(canvas);
    this.areaButton?.addEventListener("click", () => this.searchArea());
    if (!this.config.linked) return;
    document.addEventListener("directory:results", (event) => this.follow(event.detail.search));
    for (const type of ["pointerover", "focusin"]) document.addEventListener(type, (event) => this.pointTo(event.target));
  }

  panByKey(event) {
    const step = ARROWS[event.key];
    if (!step || !event.target.closest?.("button.entry-map__mark, button.entry-map__cluster")) return;
    event.preventDefault();
    this.map.panBy(step, { animate: !this.still });
    this.offerArea();
  }

  /* ---- What is shown ---- */

  /** The same question as the list's, for this zoom; of clusters only those in sight (``view``). */
  url(view) {
    const url = new URL(this.config.points, location.href);
    for (const [name, value] of new URLSearchParams(this.search)) {
      if (name !== "page" && name !== "sort") url.searchParams.append(name, value);
    }
    // Rounded down, so that clusters have rather more room than less.
    url.searchParams.set("zoom", Math.floor(Math.max(0, Math.min(20, this.map.getZoom()))));
    if (view) url.searchParams.set("view", view);
    return url;
  }

  async fetchPoints(view) {
    this.request?.abort();
    const request = (this.request = new AbortController());
    const response = await fetch(this.url(view), { signal: request.signal, headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`map.json: ${response.status}`);
    const { features, clustered } = await response.json();
    this.features = features;
    // Too many to hold at once: from now on each view asks for its own part.
    if (!view) this.dense = clustered;
  }

  async refresh() {
    try {
      await this.fetchPoints(this.bbox());
      this.drawPoints();
      this.say("");
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.text.error);
    }
  }

  drawPoints() {
    const { L, text } = this;
    const clusters = this.features.filter(({ properties }) => properties.cluster);
    const single = this.features.filter(({ properties }) => !properties.cluster);
    const wanted = new Map();
    for (const feature of clusters) {
      wanted.set(`c${feature.geometry.coordinates}:${feature.properties.count}`, () => {
        const mark = clusterMark(L, feature, text);
        return mark.on("click", () => this.open(feature));
      });
    }
    const found = places(single);
    const closest = this.map.getZoom() >= this.map.getMaxZoom();
    for (const heap of closest ? found.map((place) => [place]) : heaps(this.map, found)) {
      if (heap.length > 1) {
        wanted.set(`h${heap.map(({ key }) => key)}`, () => {
          const feature = heapFeature(heap);
          const mark = clusterMark(L, feature, text);
          mark.entries = heap.flatMap(({ features }) => features.map(({ id }) => String(id)));
          return mark.on("click", () => this.open(feature));
        });
        continue;
      }
      const [place] = heap;
      wanted.set(`p${place.key}:${place.features.map(({ id }) => id)}`, () => {
        const mark = placeMark(L, place, text, this.config.sprite);
        mark.entries = place.features.map(({ id }) => String(id));
        return mark.on("click", () => openPopup(L, this.map, mark, place.features, text, (card) => this.showInList(card)));
      });
    }
    // Marks that stay are not touched, so that the one in focus keeps it.
    for (const [key, mark] of this.marks) {
      if (!wanted.has(key)) {
        mark.remove();
        this.marks.delete(key);
      }
    }
    for (const [key, make] of wanted) if (!this.marks.has(key)) this.marks.set(key, make().addTo(this.map));
    this.element.dataset.shown = this.features.reduce((sum, { properties }) => sum + (properties.count || 1), 0);
  }

  /** Go to where the filters point: their area, the places found, else the whole territory. */
  showEverything() {
    this.fitting = true;
    const parameters = new URLSearchParams(this.search);
    const bbox = (parameters.get("bbox") || "").split(",").map(Number);
    const padding = { padding: [24, 24], animate: false, maxZoom: 12 };
    if (bbox.length === 4 && bbox.every(Number.isFinite)) {
      this.map.fitBounds([[bbox[1], bbox[0]], [bbox[3], bbox[2]]], { animate: false });
    } else if (this.features.length && (PLACES.some((name) => parameters.get(name)) || !this.land)) {
      this.map.fitBounds(this.features.map(({ geometry: { coordinates } }) => [coordinates[1], coordinates[0]]), padding);
    } else if (this.land) {
      this.map.fitBounds(this.land, { ...padding, padding: [10, 10] });
    }
    this.fitting = false;
  }

  /** Look closer at a cluster; where no zoom parts its entries, list them. */
  open({ bbox, properties: { query } }) {
    if (query && this.config.linked) {
      document.dispatchEvent(new CustomEvent("directory:area", { detail: { bbox: new URLSearchParams(query).get("bbox") } }));
      return;
    }
    const [west, south, east, north] = bbox;
    this.map.fitBounds([[south, west], [north, east]], { animate: !this.still, padding: [30, 30] });
    this.canvas.focus({ preventScroll: true });
  }

  afterMove() {
    if (!this.dense) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  /* ---- Together with the list ---- */

  async follow(search) {
    const before = new URLSearchParams(this.search);
    this.search = search;
    if (this.areaButton) this.areaButton.hidden = true;
    this.map.closePopup();
    try {
      const after = new URLSearchParams(search);
      await this.fetchPoints();
      // An area that was taken from the map is in sight already.
      const moved = PLACES.some((name) => before.get(name) !== after.get(name)) && after.get("bbox") !== this.searched;
      if (moved) this.showEverything();
      this.drawPoints();
      if (this.dense) this.afterMove();
      this.say("");
    } catch (error) {
      if (error.name !== "AbortError") this.say(this.text.error);
    }
  }

  /** Far away marks are small, so that they hide less of each other. */
  sizeMarks() {
    this.element.classList.toggle("entry-map--far", this.map.getZoom() < 9.5);
  }

  offerArea() {
    if (this.areaButton && this.config.linked) this.areaButton.hidden = false;
  }

  bbox() {
    const bounds = this.map.getBounds();
    const degrees = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const edges = [-180, -90, 180, 90];
    return degrees.map((value, index) => (index < 2 ? Math.max(value, edges[index]) : Math.min(value, edges[index])).toFixed(4)).join();
  }

  searchArea() {
    this.areaButton.hidden = true;
    this.searched = this.bbox();
    document.dispatchEvent(new CustomEvent("directory:area", { detail: { bbox: this.searched } }));
  }

  pointTo(target) {
    const card = target.closest?.("[data-entry]");
    const id = card?.dataset.entry;
    for (const mark of this.marks.values()) {
      mark.button.classList.toggle("entry-map__mark--pointed", Boolean(id && mark.entries?.includes(id)));
    }
  }

  showInList(card) {
    this.map.closePopup();
    document.dispatchEvent(new CustomEvent("directory:show", { detail: { card } }));
  }

  say(message) {
    this.status.textContent = message;
  }
}

/** Bring one map to life; rejects where Leaflet or the points cannot be had. */
export async function start(element) {
  const config = JSON.parse(element.dataset.config);
  const L = await loadLeaflet(config);
  await new EntryMap(L, element, config).start();
}
