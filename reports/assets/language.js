"use strict";
// The reader's language. An English page leads to its Chinese twin where that language was chosen last, or is the
// browser's own; the switch keeps the place behind the # and remembers the choice. Some browsers give pages from a folder
// no store, others each page a store of its own: so a link to an English page says the language in its address, where
// the browser would choose the other, and the page remembers it.
(() => {
  const STORE = "fba-reconcile language";
  const ENGLISH = /(^|\/)(index|claim|product|figures)\.html$/;
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
  // A page may lie alone: opened inside an archive, or mailed as one file. The twin is there if this file is; without
  // it there is nothing to switch to.
  const beside = document.createElement("script");
  beside.src = "beside.js";
  beside.addEventListener("load", () => {
    if (ENGLISH.test(location.pathname) && (chosen || own) === "zh-CN") {
      location.replace(location.pathname.replace(/\.html$/, ".zh-CN.html") + location.hash);
    }
  });
  beside.addEventListener("error", () => document.documentElement.classList.add("alone"));
  document.head.append(beside);

  function listen() {
    const links = [...document.querySelectorAll("a[data-language]")];
    const keepPlace = () => { for (const link of links) link.hash = location.hash; };
    keepPlace();
    window.addEventListener("hashchange", keepPlace);
    for (const link of links) {
      if (ENGLISH.test(link.pathname)) link.search = "?language=" + link.dataset.language;
      link.addEventListener("click", () => { keepPlace(); remember(link.dataset.language); });
    }
    if (!hasStore) {
      for (const link of document.querySelectorAll('a[href^="index.html"]')) {
        if (!link.dataset.language) link.search = "?language=" + mine;
      }
    }
    if (mine === own || mine !== "en") return;
    function sayLanguage(event) {
      const link = event.target instanceof Element && event.target.closest("a[href]");
      if (link && !link.dataset.language && link.protocol === location.protocol && ENGLISH.test(link.pathname)
        && link.pathname !== location.pathname) link.search = "?language=en";
    }
    for (const way of ["click", "auxclick", "contextmenu"]) document.addEventListener(way, sayLanguage, true);
  }
  document.addEventListener("DOMContentLoaded", listen);
})();
