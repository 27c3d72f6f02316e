"use strict";
// How old a page is, by the reader's own calendar: it lies in its folder for weeks, and its claims were good for days.
// Days left are counted from the reader's day, never from one before that of the data.
const fbaFacts = (() => {
  const told = JSON.parse(document.getElementById("day-data").textContent);
  const { words } = told;
  // Made-up data grows no older.
  function today() {
    if (told.is_sample) return told.as_of;
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  const isLater = () => today() > told.as_of;
  const day = () => (isLater() ? today() : told.as_of);
  const daysBetween = (first, last) => Math.round((Date.parse(last) - Date.parse(first)) / 86400000);
  const daysLeft = (last) => daysBetween(day(), last);
  const daysSince = (first) => daysBetween(first, day());
  // Whether a last day that was still ahead on the day of the data has passed since.
  const hasPassed = (last) => Boolean(last) && last >= told.as_of && last < day();
  function left(last) {
    if (hasPassed(last)) return words.passed;
    const number = daysLeft(last);
    if (number === 0) return words.today;
    const days = (Math.abs(number) === 1 ? words.one_day : words.many_days.replace("{n}", Math.abs(number))).replace(" ", "\u00a0");
    return (number < 0 ? words.late : words.left).replace("{days}", days);
  }
  // What stands beside a last day; on the day of the data the page says it itself.
  function count(element) {
    if (!isLater()) return;
    const last = element.dataset.lastDay;
    const number = daysLeft(last);
    const isPassed = hasPassed(last);
    element.textContent = left(last);
    element.classList.toggle("urgent", isPassed || (number >= 0 && number <= told.urgent_days));
  }
  const banner = document.getElementById("facts-old");
  function look() {
    const now = today();
    if (banner) {
      banner.hidden = now <= banner.dataset.validTo;
      document.body.classList.toggle("facts-old", !banner.hidden);
      banner.querySelector("[data-days]").textContent = daysBetween(banner.dataset.factsOf, now);
    }
    if (!isLater()) return;
    for (const one of document.querySelectorAll("[data-later]")) one.textContent = one.dataset.later;
    for (const one of document.querySelectorAll("[data-last-day]")) count(one);
  }
  look();
  for (const moment of ["visibilitychange", "focus"]) window.addEventListener(moment, look);
  return { today, daysLeft, daysSince, hasPassed, left, count };
})();
