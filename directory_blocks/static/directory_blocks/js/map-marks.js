/* The marks of the map: one button for each place, with its entries; one for each cluster that the server counted. */

const svg = "http://www.w3.org/2000/svg";
// Pixels between marks, so that each can be hit (WCAG 2.5.8).
const ROOM = 2;
const DROP = { size: [32, 40], anchor: [16, 39] };

function shape(name, attributes) {
  const element = document.createElementNS(svg, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

/** A drop with an icon of the sprite in its eye, or an empty eye. */
function dropShape(sprite, icon) {
  const drop = shape("svg", { viewBox: "0 0 32 40", "aria-hidden": "true" });
  drop.append(shape("path", { class: "entry-map__drop", d: "M16 39C15 34 3 26 3 15a13 13 0 0 1 26 0c0 11-12 19-13 24Z" }));
  if (sprite && /^[a-z0-9-]+$/.test(icon || "")) {
    const frame = shape("svg", { class: "entry-map__icon", x: 8.5, y: 7.5, width: 15, height: 15, viewBox: "0 0 24 24" });
    frame.append(shape("use", { href: `${sprite}#${icon}` }));
    drop.append(frame);
  } else drop.append(shape("circle", { class: "entry-map__eye", cx: 16, cy: 15, r: 5.5 }));
  return drop;
}

function button(label, ...children) {
  const element = document.createElement("button");
  element.type = "button";
  element.setAttribute("aria-label", label);
  element.title = label;
  element.append(...children);
  return element;
}

function countOf(number) {
  const element = document.createElement("span");
  element.className = "entry-map__count";
  element.textContent = number > 9999 ? `${Math.round(number / 1000)}k` : number;
  return element;
}

/** Put the entries that share a point together: solos shown at their commune's point would hide each other. */
export function places(features) {
  const found = new Map();
  for (const feature of features) {
    const key = feature.geometry.coordinates.map((degrees) => degrees.toFixed(5)).join();
    if (!found.has(key)) found.set(key, { key, at: feature.geometry.coordinates, features: [] });
    found.get(key).features.push(feature);
  }
  return [...found.values()];
}

/** Put the places together whose marks would cover each other at this zoom; each heap stands where its first place is. */
export function heaps(map, found) {
  let made = found.map((place) => ({ at: map.project([place.at[1], place.at[0]]), places: [place] }));
  // The mark of a heap is larger than those it stands for, and may come to cover another.
  for (let before = Infinity; made.length < before; ) {
    before = made.length;
    made = join(made);
  }
  return made.map((heap) => heap.places);
}

function join(parts) {
  const made = [];
  for (const part of parts) {
    const near = made.find((heap) => touch(box(heap), box(part)));
    if (near) near.places.push(...part.places);
    else made.push(part);
  }
  return made;
}

/** Where a heap's mark lies on the map, in pixels. */
function box({ at, places: [place, ...others] }) {
  const diameter = clusterSize(others.reduce((sum, { features }) => sum + features.length, place.features.length));
  const [width, height] = others.length ? [diameter, diameter] : DROP.size;
  const [x, y] = others.length ? [diameter / 2, diameter / 2] : DROP.anchor;
  return { west: at.x - x, north: at.y - y, east: at.x - x + width, south: at.y - y + height };
}

function touch(one, other) {
  const apart = (low, high) => one[low] >= other[high] + ROOM || other[low] >= one[high] + ROOM;
  return !apart("west", "east") && !apart("north", "south");
}

/** A heap as the server would have counted it: where, how many, and the box to look into. */
export function heapFeature(heap) {
  const degrees = (axis) => heap.map((place) => place.at[axis]);
  const count = heap.reduce((sum, place) => sum + place.features.length, 0);
  const [east, north] = [0, 1].map((axis) => Math.max(...degrees(axis)));
  const bbox = [...[0, 1].map((axis) => Math.min(...degrees(axis))), east, north];
  return { bbox, geometry: { coordinates: heap[0].at }, properties: { count } };
}

/** The mark of a place: a drop in the colour of its entries, with their number where there are several. */
export function placeMark(L, place, text, sprite) {
  const [{ properties }] = place.features;
  const several = place.features.length > 1;
  const label = several
    ? text.several.replace("%s", place.features.length).replace("%p", properties.commune || "")
    : [properties.title, properties.commune].filter(Boolean).join(", ");
  const element = button(label, dropShape(sprite, several ? "" : properties.icon));
  element.className = "entry-map__mark";
  element.setAttribute("aria-haspopup", "dialog");
  const colours = new Set(place.features.map((feature) => feature.properties.colour || ""));
  const [colour] = colours;
  if (colours.size === 1 && /^#[0-9a-f]{6}$/i.test(colour)) element.style.setProperty("--mark", colour);
  if (several) element.append(countOf(place.features.length));
  return marker(L, place.at, element, DROP.size, DROP.anchor);
}

function clusterSize(count) {
  return Math.round(30 + Math.min(26, Math.log2(count) * 2.4));
}

/** The mark of a cluster: the bigger, the more entries it stands for. */
export function clusterMark(L, feature, text) {
  const count = feature.properties.count;
  const size = clusterSize(count);
  const element = button(text.cluster.replace("%s", count), countOf(count));
  element.className = "entry-map__cluster";
  return marker(L, feature.geometry.coordinates, element, [size, size], [size / 2, size / 2]);
}

function marker(L, [longitude, latitude], element, iconSize, iconAnchor) {
  // The icon's element is only a frame: the button in it brings focus, name and keys by itself.
  const icon = L.divIcon({ className: "entry-map__frame", html: element, iconSize, iconAnchor });
  const made = L.marker([latitude, longitude], { icon, keyboard: false, riseOnHover: true });
  made.button = element;
  return made;
}
