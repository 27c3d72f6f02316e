"use strict";
// What a person did with a case in this browser: ticked, copied, filed. The same on every page and every claim of it.
// Ticks hold for the facts they were set on; that a text was copied or filed holds for its claims in later runs too.
// A browser that keeps nothing keeps it while the page is open.
const fbaKept = (() => {
  const open = new Map();
  const keyOf = (caseKey) => "fba-reconcile case " + caseKey;
  function of(caseKey) {
    const key = keyOf(caseKey);
    try { return JSON.parse(localStorage.getItem(key)) || open.get(key) || {}; }
    catch { return open.get(key) || {}; }
  }
  function keep(caseKey, change) {
    const key = keyOf(caseKey);
    const value = { ...of(caseKey), ...change };
    open.set(key, value);
    try { localStorage.setItem(key, JSON.stringify(value)); }
    catch { /* the map above has it */ }
  }
  // The day on which it was "copied" or "filed", '' if never; only where a claim of that time is still in the case.
  function day(caseKey, what, claimIds) {
    const told = of(caseKey);
    const ids = told[what + "_ids"];
    const on = told[what + "_on"];
    return typeof on === "string" && Array.isArray(ids) && ids.some((id) => claimIds.includes(id)) ? on : "";
  }
  const note = (caseKey, what, on, claimIds) => keep(caseKey, { [what + "_on"]: on, [what + "_ids"]: claimIds });
  return { of, keep, day, note };
})();
