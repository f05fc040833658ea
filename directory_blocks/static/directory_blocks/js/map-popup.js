/* What a mark opens: its entries as links, each with a way to its card in the list. */

function entryItem({ id, properties }, text, showInList) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = properties.url;
  link.textContent = properties.title;
  link.className = "entry-map__entry";
  if (properties.lang) link.lang = properties.lang;
  item.append(link);
  const line = [properties.summary, properties.commune].filter(Boolean).join(" · ");
  if (line) {
    const about = document.createElement("p");
    about.textContent = line;
    if (properties.lang) about.lang = properties.lang;
    item.append(about);
  }
  const card = document.getElementById(`entry-${id}`);
  if (card) {
    const jump = document.createElement("button");
    jump.type = "button";
    jump.className = "entry-map__jump";
    jump.textContent = text.showInList;
    jump.setAttribute("aria-label", `${text.showInList}: ${properties.title}`);
    jump.addEventListener("click", () => showInList(card));
    item.append(jump);
  }
  return item;
}

/** Open the list of a place's entries at its mark; Escape and the button close it and give the focus back. */
export function openPopup(L, map, mark, features, text, showInList) {
  const box = document.createElement("div");
  box.className = "entry-map__box";
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", mark.button.getAttribute("aria-label"));
  const list = document.createElement("ul");
  list.append(...features.map((feature) => entryItem(feature, text, showInList)));
  const close = document.createElement("button");
  close.type = "button";
  close.className = "entry-map__close";
  close.setAttribute("aria-label", text.close);
  close.textContent = "×";
  box.append(list, close);
  const popup = L.popup({ closeButton: false, offset: [0, -30], minWidth: 200, maxWidth: 280, maxHeight: 260, autoPanPadding: [24, 24] });
  popup.setLatLng(mark.getLatLng()).setContent(box).openOn(map);
  const leave = () => {
    map.closePopup(popup);
    mark.button.focus({ preventScroll: true });
  };
  close.addEventListener("click", leave);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      leave();
    }
  });
  list.querySelector("a").focus({ preventScroll: true });
}
