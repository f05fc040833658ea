/*
 * What a reader has ticked, in this browser and nowhere else: for each page, whatever its language, the ids of what is
 * done. `ticks` is null where the browser keeps nothing.
 */
const PREFIX = "guide.done.";

class Ticks {
  constructor(storage) {
    this.storage = storage;
  }

  of(page) {
    try {
      const kept = JSON.parse(this.storage.getItem(PREFIX + page));
      return new Set(Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : []);
    } catch {
      return new Set();
    }
  }

  // Read anew before each change: another tab may have ticked something meanwhile. Whether it could be kept.
  change(page, ids, done) {
    const kept = this.of(page);
    for (const id of ids) {
      if (done) kept.add(id);
      else kept.delete(id);
    }
    try {
      if (kept.size) this.storage.setItem(PREFIX + page, JSON.stringify([...kept]));
      else this.storage.removeItem(PREFIX + page);
      return true;
    } catch {
      return false;
    }
  }

  // Other tabs, and a page that comes back from the browser's memory.
  watch(refresh) {
    addEventListener("storage", ({ key }) => { if (key === null || key.startsWith(PREFIX)) refresh(); });
    addEventListener("pageshow", ({ persisted }) => { if (persisted) refresh(); });
  }
}

const open = () => {
  try {
    const storage = window.localStorage;
    storage.setItem(`${PREFIX}test`, "1");
    storage.removeItem(`${PREFIX}test`);
    return new Ticks(storage);
  } catch {
    return null;
  }
};

export const ticks = open();
export const say = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
