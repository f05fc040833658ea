/* The ground of the map: the territory's outline, its communes as points, their names as far as there is room. */

// Inhabitants that a commune needs to be named, by zoom: the market towns first, every village close up.
const NAMED_FROM = [
  [8, 6000],
  [9, 2500],
  [10, 900],
  [11, 300],
  [12, 0],
];
const LABEL_HEIGHT = 18;
// Inhabitants of a town and of a market town, with the width of a letter of their names.
const RANKS = [
  ["town", 6000, 8.6],
  ["market", 1500, 7.2],
  ["village", 0, 6.6],
];

function leastPopulation(zoom) {
  let least = 20000;
  for (const [from, population] of NAMED_FROM) if (zoom >= from) least = population;
  return least;
}

function overlaps(box, others) {
  return others.some(
    (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
  );
}

function pane(map, name, zIndex) {
  const element = map.createPane(name);
  element.style.zIndex = zIndex;
  element.style.pointerEvents = "none";
  element.setAttribute("aria-hidden", "true");
  return name;
}

function drawOutline(L, map, outline) {
  if (!outline) return null;
  pane(map, "land", 210);
  for (const part of ["shadow", "land"]) {
    L.geoJSON(outline, { pane: "land", interactive: false, style: { className: `entry-map__${part}`, weight: 1.5 } }).addTo(map);
  }
  return L.geoJSON(outline).getBounds();
}

function drawCommunes(L, map, rows) {
  const communes = rows
    .map(([, name, latitude, longitude, population]) => ({ at: L.latLng(latitude, longitude), name, population: population || 0 }))
    .sort((one, other) => other.population - one.population);
  pane(map, "communes", 220);
  pane(map, "names", 230);
  for (const { at, population } of communes) {
    const radius = Math.min(5, 1.1 + Math.sqrt(population) / 40);
    L.circleMarker(at, { pane: "communes", radius, interactive: false, className: "entry-map__commune", weight: 0 }).addTo(map);
  }
  const names = L.layerGroup().addTo(map);
  const write = () => writeNames(L, map, names, communes);
  map.on("zoomend moveend", write);
  write();
}

function writeNames(L, map, names, communes) {
  names.clearLayers();
  const least = leastPopulation(map.getZoom());
  const view = map.getBounds().pad(0.1);
  const taken = [];
  for (const { at, name, population } of communes) {
    if (population < least) break;
    if (!view.contains(at)) continue;
    const { x, y } = map.latLngToLayerPoint(at);
    const [rank, , letter] = RANKS.find(([, inhabitants]) => population >= inhabitants);
    const half = (name.length * letter) / 2;
    const box = { left: x - half, right: x + half, top: y + 4, bottom: y + 4 + LABEL_HEIGHT };
    if (overlaps(box, taken)) continue;
    taken.push(box);
    const text = document.createElement("span");
    text.textContent = name;
    const edge = map.latLngToContainerPoint(at).x;
    const shift = Math.max(0, half + 6 - edge) - Math.max(0, edge + half + 6 - map.getSize().x);
    if (shift) text.style.translate = `calc(-50% + ${shift}px) 0`;
    const icon = L.divIcon({ className: `entry-map__name entry-map__name--${rank}`, html: text, iconSize: null });
    L.marker(at, { icon, pane: "names", interactive: false, keyboard: false }).addTo(names);
  }
}

/** Draw the territory behind ``url`` (``territory.json``: outline, communes); resolves to its bounds, or null. */
export async function drawGround(L, map, url) {
  if (!url) return null;
  const response = await fetch(url);
  if (!response.ok) return null;
  const { outline, communes } = await response.json();
  const bounds = drawOutline(L, map, outline);
  drawCommunes(L, map, communes);
  return bounds;
}
