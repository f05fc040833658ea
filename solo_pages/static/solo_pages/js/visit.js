/*
 * Tells the site that somebody looked at this page: no cookie, nothing about who. Markup: [data-visit] has the address.
 * Whoever asked their browser not to be counted is not; a page made ready in the background counts once it is shown.
 */
const { visit } = document.querySelector("[data-visit]").dataset;
const minds = navigator.doNotTrack === "1" || navigator.globalPrivacyControl;

const tell = () => {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", tell);
  navigator.sendBeacon(visit);
};

if (!minds && navigator.sendBeacon) {
  document.addEventListener("visibilitychange", tell);
  tell();
}
