"use strict";
// The reader's language. The first page leads to the one chosen last, or to the browser's own; the switch keeps the
// place behind the # and remembers the choice. Some browsers give pages from a folder no store, others each page a
// store of its own: so the way to the first page says the language in its address, and the first page remembers it.
(() => {
  const STORE = "fba-reconcile language";
  const FIRST = /(^|\/)index\.html$/;
  const mine = document.documentElement.lang;
  const told = new URLSearchParams(location.search).get("language");
  let hasStore = true;
  let chosen = told;
  function remember(language) {
    try { localStorage.setItem(STORE, language); }
    catch { hasStore = false; }
  }
  if (told) remember(told);
  try { chosen = chosen || localStorage.getItem(STORE); }
  catch { hasStore = false; }
  const own = /^zh\b/i.test((navigator.languages && navigator.languages[0]) || navigator.language || "") ? "zh-CN" : "en";
  if (FIRST.test(location.pathname) && (chosen || own) === "zh-CN") {
    location.replace(location.pathname.replace(FIRST, "$1index.zh-CN.html") + location.hash);
    return;
  }

  function listen() {
    const links = [...document.querySelectorAll("a[data-language]")];
    const keepPlace = () => { for (const link of links) link.hash = location.hash; };
    keepPlace();
    window.addEventListener("hashchange", keepPlace);
    for (const link of links) {
      if (FIRST.test(link.pathname)) link.search = "?language=" + link.dataset.language;
      link.addEventListener("click", () => { keepPlace(); remember(link.dataset.language); });
    }
    if (hasStore) return;
    for (const link of document.querySelectorAll('a[href^="index.html"]')) {
      if (!link.dataset.language) link.search = "?language=" + mine;
    }
  }
  document.addEventListener("DOMContentLoaded", listen);
})();
