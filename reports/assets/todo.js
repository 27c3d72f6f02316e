"use strict";
// What to file today by the reader's own clock and by what this browser knows: a case whose last day has passed is no
// longer counted, one that was copied or filed here is marked and is not the one to begin with.
const fbaTodo = (() => {
  const data = JSON.parse(document.getElementById("cases-data").textContent);
  const words = data.words;
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+(?!\d))/g, data.group_sign);
  const counted = (what, number) => data.counted[what][number === 1 ? 0 : 1].replace("{n}", grouped(number));
  const rows = (data.lists["cases-first"] || []).map((row) => Object.fromEntries(data.fields.map((name, i) =>
    [name, Array.isArray(row[i]) || typeof row[i] === "boolean" ? row[i] : data.texts[row[i]]])));
  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    const parts = { day: date, month: data.months[month - 1], number: month, year };
    return data.day_form.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const made = (name, className, text) => {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  };
  // Sums in the smallest unit of each currency, so that no figure is ever rounded.
  const money = ([currency, minor, digits]) => {
    const figures = String(minor).padStart(digits + 1, "0");
    const whole = grouped(figures.slice(0, figures.length - digits));
    return (currency + "\u00a0" + whole + (digits ? data.decimal_sign + figures.slice(-digits) : "")).trim();
  };
  function sums(of) {
    const found = new Map(data.totals.map(([currency, , digits]) => [currency, [currency, 0n, digits]]));
    for (const row of of) if (found.has(row.currency) && row.minor) found.get(row.currency)[1] += BigInt(row.minor);
    return [...found.values()];
  }
  const kept = (key, ids, what) => fbaKept.day(key, what, ids.split(" "));
  const doneOn = (row) => kept(row.key, row.ids, "filed") || kept(row.key, row.ids, "copied");
  const isOpen = (row) => !fbaFacts.hasPassed(row.last_day);

  // Of each account as many as it files a day; what was filed today is among them, what was filed before is not.
  function todays() {
    const seen = new Map();
    const isPaced = data.pace && rows.filter(isOpen).length > data.pace;
    return new Set(rows.filter((row) => {
      const on = doneOn(row);
      if (!isPaced || !isOpen(row) || (on && on < fbaFacts.today())) return false;
      seen.set(row.account, (seen.get(row.account) || 0) + 1);
      return seen.get(row.account) <= data.pace;
    }).map((row) => row.key));
  }
  let today = todays();
  function mark(line) {
    const { case: key, claims } = line.dataset;
    const cell = line.cells[data.has_account ? 1 : 0];
    for (const old of cell.querySelectorAll(".mark.kept, .mark.today")) old.remove();
    if (today.has(key)) cell.append(" ", made("span", "mark today", words.today));
    for (const what of ["filed", "copied"]) {
      const on = kept(key, claims, what);
      if (!on) continue;
      cell.append(" ", made("span", "mark kept", fill(words[what + "_on"], { day: day(on) })));
      break;
    }
  }
  function headline(open) {
    const gone = sums(rows.filter((row) => !isOpen(row)));
    const left = data.totals.map(([currency, minor, digits], i) => [currency, BigInt(minor) - gone[i][1], digits]);
    const figures = document.getElementById("worth-money");
    const said = document.getElementById("worth-said");
    if (!figures || !said || open.length === rows.length) return;
    const some = left.filter(([, minor]) => minor > 0n);
    figures.replaceChildren(...(open.length ? some.map((one) => made("span", "figure", money(one)))
      : [made("span", "figure nothing", words.nothing)]));
    const count = (name) => data[name] - rows.filter((row) => !isOpen(row)).reduce((sum, row) => sum + Number(row[name]), 0);
    const ends = open.map((row) => row.last_day).filter(Boolean).sort()[0];
    const first = ends ? " " + fill(words.first_ends, { day: day(ends), left: fbaFacts.left(ends) }) : "";
    const passed = fill(words.passed_cases, { cases: counted("case", rows.length - open.length) });
    said.textContent = passed + (open.length ? " " + fill(words.worth, {
      cases: counted("case", data.case_count - (rows.length - open.length)),
      claims: counted("claim", count("claim_count")), units: counted("unit", count("unit_count")),
    }) + first : "");
  }
  function step(open) {
    const link = document.querySelector('.steps a[href="#file"]');
    if (!link) return;
    const item = link.closest("li");
    const next = open.find((row) => !doneOn(row));
    const isPaced = today.size && open.length > data.pace && !data.has_account;
    const cases = counted("case", data.case_count - (rows.length - open.length));
    const chosen = isPaced ? sums(rows.filter((row) => today.has(row.key))) : null;
    item.hidden = !open.length;
    link.textContent = isPaced ? fill(words.file_some, { some: grouped(Math.min(data.pace, today.size)), cases }) : fill(words.file_all, { cases });
    const figures = item.querySelector(".step-money");
    if (figures && (chosen || open.length < rows.length)) {
      const shown = (chosen || sums(open)).filter(([, minor]) => minor > 0n).map(money);
      figures.replaceChildren(...shown.flatMap((one, i) => [i ? made("span", "and", words.and) : "", made("span", "money", one)]));
    }
    item.querySelector(".detail bdi").textContent = next ? fill(next.last_day ? words.begin_day : words.begin_left, {
      claim_type: next.type.toLowerCase(), id_name: next.id_name, id: next.id, units: counted("unit", Number(next.unit_count)),
      day: next.day, left: next.left,
    }) : words.all_done;
  }
  // Facts that no longer hold: before anything else they are fetched anew.
  function refreshFirst() {
    const told = document.getElementById("refresh-step");
    const banner = document.getElementById("facts-old");
    const isOld = Boolean(banner) && !banner.hidden;
    const steps = document.querySelector(".steps");
    const before = document.getElementById("refresh-first");
    if (!told || Boolean(before) === isOld) return;
    if (before) before.remove();
    else steps.prepend(told.content.cloneNode(true));
  }
  function look() {
    today = todays();
    const open = rows.filter(isOpen);
    if (open.length < rows.length || rows.some(doneOn)) { headline(open); step(open); }
    refreshFirst();
    for (const line of document.querySelectorAll("tr[data-case]")) mark(line);
  }
  look();
  for (const moment of ["visibilitychange", "focus", "pageshow"]) window.addEventListener(moment, look);
  return { mark };
})();
