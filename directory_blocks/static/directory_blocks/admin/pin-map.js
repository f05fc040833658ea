// The pin map of admin forms: draws the territory itself, follows the commune chooser, writes "latitude, longitude".
(() => {
  const { L } = window;
  const DECIMALS = 6;
  const LABELS = 12;
  const POINT = /^\s*(-?\d{1,3}(?:\.\d*)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d*)?)\s*$/;
  const territories = new Map();

  function getJSON(url) {
    if (!territories.has(url)) {
      territories.set(
        url,
        fetch(url, { headers: { Accept: "application/json" } }).then((answer) => {
          if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
          return answer.json();
        }),
      );
    }
    return territories.get(url);
  }

  class PinController extends window.StimulusModule.Controller {
    static targets = ["input", "map", "actions", "credits"];

    static values = { territory: String, commune: String, field: String, label: String };

    connect() {
      if (this.map || !L) return;
      this.mapTarget.hidden = false;
      this.actionsTarget.hidden = false;
      this.map = L.map(this.mapTarget, { zoomSnap: 0.5, scrollWheelZoom: false, attributionControl: false });
      this.map.setView([43.7, 0.5], 8);
      this.map.on("click", (event) => this.place(event.latlng));
      this.icon = L.icon({
        iconUrl: this.image("marker-icon.png"),
        iconRetinaUrl: this.image("marker-icon-2x.png"),
        shadowUrl: this.image("marker-shadow.png"),
        iconSize: [25, 41],
        iconAnchor: [12, 41],
        shadowSize: [41, 41],
      });
      this.draw();
      this.follow();
      // A map in a closed panel or another tab has no size until it is shown.
      this.observer = new ResizeObserver(() => this.shown());
      this.observer.observe(this.mapTarget);
    }

    disconnect() {
      this.observer?.disconnect();
      this.chooser?.removeEventListener("change", this.onCommune);
      this.map?.remove();
      this.map = undefined;
    }

    // The images lie beside the stylesheet, whose name may carry a hash: ask the page where it is.
    image(name) {
      const sheet = document.querySelector('link[href*="vendor/leaflet/leaflet"]');
      return sheet ? new URL(`images/${name}`, sheet.href).href : name;
    }

    shown() {
      if (!this.map || !this.mapTarget.clientHeight) return;
      this.map.invalidateSize();
      if (!this.placed) this.start();
    }

    start() {
      this.placed = true;
      const point = this.read();
      if (point) {
        this.showPin(point, 12.5);
        return;
      }
      // At once: while the map glides, Leaflet ignores where it is sent next.
      if (this.bounds) this.map.fitBounds(this.bounds, { animate: false });
      this.goToCommune();
    }

    async draw() {
      if (!this.territoryValue) return;
      try {
        const { outline, bbox, communes, tiles, credits } = await getJSON(this.territoryValue);
        if (!this.map) return;
        if (tiles?.url) L.tileLayer(tiles.url, { attribution: tiles.attribution }).addTo(this.map);
        if (outline) L.geoJSON(outline, { interactive: false, style: { color: "#8a6d1a", weight: 2, fillOpacity: 0.06 } }).addTo(this.map);
        const canvas = L.canvas({ padding: 0.5 });
        for (const [, name, latitude, longitude, population] of communes) {
          L.circleMarker([latitude, longitude], {
            renderer: canvas,
            radius: population > 2000 ? 5 : 3,
            color: "#5b6b2f",
            weight: 1,
            fillOpacity: 0.5,
          })
            .on("click", (event) => this.place(event.latlng))
            .addTo(this.map);
        }
        this.communes = communes;
        this.labels = L.layerGroup().addTo(this.map);
        this.map.on("moveend", () => this.name());
        this.creditsTarget.textContent = credits.join(" · ");
        if (bbox) this.bounds = [[bbox[1], bbox[0]], [bbox[3], bbox[2]]];
        this.placed = false;
        this.shown();
      } catch (error) {
        console.info("The territory could not be drawn:", error.message);
      }
    }

    // Names stand only where there is room for them: close by, or for the largest communes.
    name() {
      const bounds = this.map.getBounds();
      this.labels.clearLayers();
      this.communes
        .filter(([, , latitude, longitude]) => bounds.contains([latitude, longitude]))
        .sort((one, other) => (other[4] ?? 0) - (one[4] ?? 0))
        .slice(0, LABELS)
        .forEach(([, name, latitude, longitude]) => {
          L.tooltip([latitude, longitude], { content: name, direction: "right", offset: [6, 0], className: "pin-map__name" }).addTo(this.labels);
        });
    }

    // The commune chooser of the same form tells where to look.
    follow() {
      const form = this.element.closest("form");
      const prefix = this.inputTarget.name.replace(/[^-]*$/, "");
      this.chooser = form?.elements.namedItem(`${prefix}${this.fieldValue}`);
      this.onCommune = () => this.goToCommune();
      this.chooser?.addEventListener("change", this.onCommune);
    }

    async goToCommune() {
      // The chooser changes the attribute, not the property.
      const id = this.chooser?.getAttribute("value");
      if (!id || !this.communeValue) return;
      try {
        const { result } = await getJSON(this.communeValue.replace(/0\/$/, `${encodeURIComponent(id)}/`));
        this.map?.setView([result.latitude, result.longitude], 12.5, { animate: false });
      } catch (error) {
        console.info("The commune could not be shown:", error.message);
      }
    }

    read() {
      const match = POINT.exec(this.inputTarget.value);
      if (!match) return null;
      const [latitude, longitude] = [Number(match[1]), Number(match[2])];
      return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? L.latLng(latitude, longitude) : null;
    }

    typed() {
      const point = this.read();
      if (point) this.showPin(point, Math.max(this.map.getZoom(), 12));
      else this.hidePin();
    }

    place(point) {
      this.inputTarget.value = `${point.lat.toFixed(DECIMALS)}, ${point.lng.toFixed(DECIMALS)}`;
      this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
      this.showPin(point);
    }

    centre() {
      this.place(this.map.getCenter());
    }

    remove() {
      this.inputTarget.value = "";
      this.inputTarget.dispatchEvent(new Event("change", { bubbles: true }));
      this.hidePin();
    }

    showPin(point, zoom) {
      if (!this.pin) {
        this.pin = L.marker(point, { draggable: true, icon: this.icon, alt: this.labelValue, keyboard: false });
        this.pin.on("dragend", () => this.place(this.pin.getLatLng()));
      }
      this.pin.setLatLng(point).addTo(this.map);
      if (zoom) this.map.setView(point, zoom);
    }

    hidePin() {
      this.pin?.remove();
    }
  }

  window.wagtail.app.register("directory-pin", PinController);
})();
