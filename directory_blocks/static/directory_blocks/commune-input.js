// Suggests communes while one types: fills the input's own <datalist> from the commune search.
const DELAY = 150;

function follow(input) {
  const { communesUrl } = input.dataset;
  if (!communesUrl || !input.list || input.dataset.following) return;
  input.dataset.following = "yes";
  let timer;
  let request;

  async function suggest() {
    request?.abort();
    const text = input.value.trim();
    if (text.length < 2) return;
    request = new AbortController();
    try {
      const answer = await fetch(`${communesUrl}?q=${encodeURIComponent(text)}`, { signal: request.signal });
      if (!answer.ok) return;
      const { communes } = await answer.json();
      input.list.replaceChildren(
        ...communes.map(({ label, alias }) => {
          const option = document.createElement("option");
          option.value = label;
          if (alias) option.label = `${label} · ${alias}`;
          return option;
        }),
      );
    } catch (error) {
      // A poor line or a newer request: the server resolves what was typed.
      if (error.name !== "AbortError") console.info("No commune suggestions:", error.message);
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, DELAY);
  });
}

for (const input of document.querySelectorAll("input[data-communes-url]")) follow(input);
