/* The square of the portrait, shown while the sliders or a finger move it; the server cuts it. */
class Portrait {
  constructor(form) {
    this.form = form;
    this.box = form.querySelector(".own-portrait");
    this.frame = form.querySelector("[data-portrait-frame]");
    this.sliders = ["across", "down", "closeness"].map((name) => form.elements[name]);
    this.whole = form.querySelector("[data-portrait-whole]");
    if (this.whole) this.size = [Number(this.whole.dataset.width), Number(this.whole.dataset.height)];
    for (const slider of this.sliders) slider.addEventListener("input", () => this.draw());
    form.elements.picture.addEventListener("change", () => this.choose());
    this.frame.addEventListener("pointerdown", (event) => this.grab(event));
  }

  async choose() {
    const [file] = this.form.elements.picture.files;
    if (!file) return;
    const image = Object.assign(new Image(), { src: await read(file), alt: "" });
    try {
      await image.decode();
    } catch {
      return; // The server says what is wrong with it.
    }
    this.whole?.remove();
    this.whole = image;
    image.dataset.portraitWhole = "";
    this.frame.append(image);
    this.size = [image.naturalWidth, image.naturalHeight];
    this.sliders[0].value = 50;
    this.sliders[1].value = 35;
    this.sliders[2].value = 0;
    delete this.box.dataset.portraitEmpty;
    this.draw();
  }

  /** The side of the square and the room around it, in pixels of the picture. */
  square() {
    const [width, height] = this.size;
    const widest = Math.min(width, height);
    const least = Math.min(widest, Number(this.form.dataset.least));
    const side = widest - ((widest - least) * this.sliders[2].value) / 100;
    return { side, roomX: width - side, roomY: height - side };
  }

  draw() {
    if (!this.whole) return;
    for (const other of this.frame.children) other.hidden = other !== this.whole;
    const { side, roomX, roomY } = this.square();
    const scale = this.frame.clientWidth / side;
    const [width, height] = this.size;
    const style = this.whole.style;
    style.width = `${width * scale}px`;
    style.height = `${height * scale}px`;
    style.transform = `translate(${(-roomX * this.sliders[0].value * scale) / 100}px, ${(-roomY * this.sliders[1].value * scale) / 100}px)`;
  }

  grab(start) {
    if (!this.whole) return;
    start.preventDefault();
    this.frame.setPointerCapture(start.pointerId);
    const from = this.sliders.map((slider) => Number(slider.value));
    const { side, roomX, roomY } = this.square();
    const unit = side / this.frame.clientWidth;
    const move = (event) => {
      if (roomX) this.sliders[0].value = from[0] - (100 * (event.clientX - start.clientX) * unit) / roomX;
      if (roomY) this.sliders[1].value = from[1] - (100 * (event.clientY - start.clientY) * unit) / roomY;
      this.draw();
    };
    this.frame.addEventListener("pointermove", move);
    this.frame.addEventListener("pointerup", () => this.frame.removeEventListener("pointermove", move), { once: true });
    this.frame.addEventListener("pointercancel", () => this.frame.removeEventListener("pointermove", move), { once: true });
  }
}

function read(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

for (const form of document.querySelectorAll("[data-portrait]")) new Portrait(form);
