/*
 * The form saves as it goes: what is typed goes to the server a moment later, as a draft, and a quiet line says so.
 * Without it the buttons do the same.
 */
const PAUSE = 2500;

class OwnForm {
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-own-status]");
    this.saving = null;
    this.dirty = false;
    this.saved = this.snapshot();
    form.addEventListener("input", () => this.later(PAUSE));
    form.addEventListener("change", () => this.later(300));
    form.addEventListener("submit", (event) => this.submit(event));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.save();
    });
    for (const field of form.querySelectorAll("[data-limit]")) this.count(field);
    const problems = document.getElementById("problems");
    if (problems) problems.focus();
  }

  /** What the form would send, without files and what is only good once. */
  data() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  snapshot() {
    const data = this.data();
    for (const name of ["revision", "writer", "csrfmiddlewaretoken"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }

  /** After a login in another window the old token is refused: the cookie has the new one. */
  freshen() {
    const [, token] = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/) || [];
    if (token) this.form.elements.csrfmiddlewaretoken.value = token;
  }

  later(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  async save() {
    clearTimeout(this.timer);
    if (this.saving || this.leaving || this.form.matches("[data-portrait], [data-by-hand]")) return;
    const now = this.snapshot();
    if (now === this.saved) return;
    this.saving = this.send(now);
    await this.saving;
    this.saving = null;
    if (!this.leaving && this.snapshot() !== now) this.later(PAUSE);
  }

  async send(now) {
    this.freshen();
    try {
      const answer = await fetch(this.form.action, {
        method: "POST",
        body: new URLSearchParams(this.data()),
        headers: { Accept: "application/json" },
        redirect: "error",
        keepalive: document.visibilityState === "hidden" && now.length < 50000,
      });
      const said = await answer.json();
      if (said.revision !== undefined) this.form.elements.revision.value = said.revision;
      // A mistake is told once, not with every key.
      this.saved = now;
      this.say(said.message, !answer.ok, said.login);
    } catch (error) {
      this.say(this.form.dataset.offline || "", true);
      console.info("Not saved:", error.message);
    }
  }

  say(message, bad = false, login = "") {
    this.status.classList.toggle("own-form__status--bad", bad);
    this.status.textContent = message;
    if (login) {
      const link = Object.assign(document.createElement("a"), { href: login, textContent: this.form.dataset.login });
      this.status.append(" ", link);
    }
  }

  /** A press on a button waits for a save that is under way, so that nobody is told of their own change. */
  async submit(event) {
    clearTimeout(this.timer);
    if (this.leaving) return;
    this.freshen();
    this.leaving = true;
    if (!this.saving) return;
    event.preventDefault();
    await this.saving;
    this.form.requestSubmit(event.submitter);
  }

  count(field) {
    const limit = Number(field.dataset.limit);
    const line = Object.assign(document.createElement("p"), { className: "own-form__count", hidden: true });
    field.after(line);
    const show = () => {
      const { length } = [...field.value.replace(/\r\n/g, "\n").trim()];
      line.hidden = length < limit * 0.8;
      line.textContent = `${length} / ${limit}`;
      line.classList.toggle("own-form__count--over", length > limit);
    };
    field.addEventListener("input", show);
    show();
  }
}

for (const form of document.querySelectorAll("[data-own-form]")) {
  const own = new OwnForm(form);
  // Back from the browser's cache: the buttons work again.
  window.addEventListener("pageshow", () => { own.leaving = false; });
}
