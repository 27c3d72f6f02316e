"use strict";
// How old the facts of a page are, by the reader's own calendar: a page lies in its folder for weeks, and its claims
// were good for days.
const fbaFacts = (() => {
  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  const daysBetween = (first, last) => Math.round((Date.parse(last) - Date.parse(first)) / 86400000);
  const banner = document.getElementById("facts-old");
  function look() {
    const now = today();
    banner.hidden = now <= banner.dataset.validTo;
    banner.querySelector("[data-days]").textContent = daysBetween(banner.dataset.factsOf, now);
  }
  if (banner) {
    look();
    for (const moment of ["visibilitychange", "focus"]) window.addEventListener(moment, look);
  }
  return { today };
})();
