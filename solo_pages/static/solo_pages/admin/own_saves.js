// After it was saved automatically the form is about that version: saved by hand, it is not taken for out of date.
const SENT = { loaded_revision_id: "revision_id", loaded_revision_created_at: "revision_created_at" };

document.addEventListener("w-autosave:success", ({ target, detail }) => {
  for (const [name, key] of Object.entries(SENT)) {
    const value = detail.response?.[key];
    if (!value || !(target instanceof HTMLFormElement)) continue;
    let input = target.elements.namedItem(name);
    if (!input) {
      input = Object.assign(document.createElement("input"), { type: "hidden", name });
      target.append(input);
    }
    input.value = value;
  }
});
