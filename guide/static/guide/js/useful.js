/*
 * Answers without a reload: sends the form and shows of the page that comes back the part [data-useful]. Whatever goes
 * wrong ends in an ordinary submit.
 */
const send = async (event) => {
  const form = event.target;
  const { submitter } = event;
  event.preventDefault();
  let region = null;
  try {
    const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, submitter)) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    region = page.querySelector("[data-useful]");
  } catch {
    // Shown below: nothing came.
  }
  if (!region) {
    form.removeEventListener("submit", send);
    form.requestSubmit(submitter);
    return;
  }
  form.closest("[data-useful]").replaceWith(document.adoptNode(region));
  listen();
  (region.querySelector("[aria-invalid]") ?? region.querySelector("[tabindex='-1']:not([name])"))?.focus();
};

const listen = () => document.querySelector("[data-useful] form")?.addEventListener("submit", send);

listen();
