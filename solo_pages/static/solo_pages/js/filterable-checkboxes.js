/* A field above a long list of checkboxes that narrows it; what is chosen stays in sight. */
(() => {
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function enhance(list, label) {
    list.dataset.narrowed = "";
    list.classList.add("filterable-checkboxes");
    const field = document.createElement("input");
    Object.assign(field, { type: "search", placeholder: label, className: "filterable-checkboxes__field" });
    field.setAttribute("aria-label", label);
    list.before(field);
    const rows = [...list.querySelectorAll("label")].map((row) => ({
      row: row.parentElement === list ? row : row.parentElement,
      box: row.querySelector("input"),
      text: bare(row.textContent),
    }));
    field.addEventListener("input", () => {
      const wanted = bare(field.value.trim());
      rows.forEach(({ row, box, text }) => { row.hidden = !box.checked && !text.includes(wanted); });
    });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  }

  function start() {
    document.querySelectorAll("input[data-filterable]").forEach((box) => {
      const list = box.closest("div[id], ul[id]");
      if (list && !("narrowed" in list.dataset)) enhance(list, box.dataset.filterable);
    });
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
