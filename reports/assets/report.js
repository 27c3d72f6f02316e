"use strict";
// The claims table: search, filter, sort, pages, details. The rows lie in #claims-data; only the page in view is in the DOM.
(() => {
  const table = document.getElementById("claims-table");
  const data = JSON.parse(document.getElementById("claims-data").textContent);
  const words = data.words;
  const byId = (id) => document.getElementById("claims-" + id);
  const PRINTED_ROWS = 500;

  const claims = data.rows.map((row, order) => {
    const claim = { order };
    data.shared.forEach((name, i) => { claim[name] = data.texts[row[i]]; });
    data.own.forEach((name, i) => { claim[name] = row[data.shared.length + i]; });
    return claim;
  });

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
  const named = (kind, word) => data.names[kind][word] || word;
  const day = (iso) => {
    if (!iso) return words.unknown;
    const [year, month, date] = iso.split("-").map(Number);
    return [date, data.months[month - 1], year].join("\u00a0");
  };
  const money = (claim, amount) => (amount === null ? words.no_value : (claim.currency + "\u00a0" + amount).trim());

  // Sorting: text by the reader's alphabet, money by currency first, the unknown always last.
  const collator = new Intl.Collator("en", { numeric: true });
  const ranks = new Map(Object.keys(data.names.status).map((word, i) => [word, i]));
  const number = (text) => (text === null ? null : Number(text.replace(/,/g, "").replace("\u2212", "-")));
  const keys = {
    status: (claim) => ranks.get(claim.status),
    claim_type: (claim) => named("claim_type", claim.claim_type) + " " + claim.reference_id,
    title: (claim) => claim.title || null,
    event_date: (claim) => claim.event_date,
    quantity_open: (claim) => claim.quantity_open,
    amount: (claim) => number(claim.amount),
    deadline: (claim) => claim.deadline,
  };
  const compare = (a, b) => {
    if (typeof a === "number") return a - b;
    return a < b ? -1 : a > b ? 1 : 0;
  };
  function sorted(list, column, descending) {
    if (!column) return list;
    const key = keys[column];
    const isText = column === "claim_type" || column === "title";
    const sign = descending ? -1 : 1;
    return list
      .map((claim) => [key(claim), claim])
      .sort(([a, one], [b, other]) => {
        if (a === null || b === null) return (a === null) - (b === null) || one.order - other.order;
        const money = column === "amount" ? compare(one.currency, other.currency) : 0;
        return money || sign * (isText ? collator.compare(a, b) : compare(a, b)) || one.order - other.order;
      })
      .map(([, claim]) => claim);
  }

  const searched = ["claim_id", "reference_id", "sku", "fnsku", "asin", "title", "fulfillment_center", "case_id"];
  function haystack(claim) {
    if (claim.haystack === undefined) {
      claim.haystack = searched.map((name) => claim[name]).join("\n").toLowerCase();
    }
    return claim.haystack;
  }

  const state = { query: "", status: "", type: "", account: "", question: 0, column: "", descending: false, page: 0, size: 50 };
  const isNarrow = matchMedia("(max-width: 800px)").matches;
  const opened = new Set();
  let found = claims;

  function select() {
    const terms = state.query.toLowerCase().split(/\s+/).filter(Boolean);
    const list = claims.filter((claim) =>
      (!state.status || claim.status === state.status) &&
      (!state.type || claim.claim_type === state.type) &&
      (!state.account || claim.account === state.account) &&
      (!state.question || claim.question === state.question) &&
      terms.every((term) => haystack(claim).includes(term)));
    found = sorted(list, state.column, state.descending);
    state.page = 0;
    draw();
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }
  function cell(label, className, ...parts) {
    const made = element("td", className);
    made.dataset.label = label;
    made.setAttribute("role", "cell");
    made.append(...parts);
    return made;
  }
  const labels = table
    ? [...table.tHead.rows[0].cells].map((head) => head.textContent.trim())
    : [];

  function rowOf(claim) {
    const row = element("tr", opened.has(claim.claim_id) ? "open" : "");
    row.setAttribute("role", "row");
    const toggle = element("button");
    toggle.type = "button";
    toggle.setAttribute("aria-expanded", String(opened.has(claim.claim_id)));
    toggle.setAttribute("aria-label", fill(words.details, { claim: claim.claim_id }));
    toggle.addEventListener("click", () => {
      const isOpen = opened.has(claim.claim_id);
      if (isOpen) { opened.delete(claim.claim_id); row.nextSibling.remove(); }
      else { opened.add(claim.claim_id); row.after(detailsOf(claim)); }
      row.classList.toggle("open", !isOpen);
      toggle.setAttribute("aria-expanded", String(!isOpen));
      keep();
    });
    const title = element("span", "title", claim.title || words.no_title);
    title.dir = "auto";
    const ids = element("span", "sub ids");
    ids.append(element("bdi", "", claim.sku), " \u00b7 ", element("bdi", "", claim.fnsku));
    const name = element("a", "strong", named("claim_type", claim.claim_type));
    name.href = data.claim_page + "#" + encodeURIComponent(claim.claim_id);
    const reference = element("span", "sub");
    reference.append(element("bdi", "", claim.reference_id));
    const due = element("span", "sub", claim.due);
    const isEnding = claim.days_left !== null && claim.days_left >= 0 && claim.days_left <= 7;
    if (isEnding && (claim.status === "claimable" || claim.status === "review")) due.classList.add("urgent");
    const last = cell(labels[7], "", element("span", "day", day(claim.deadline)), due);
    if (!claim.is_rule_verified) last.append(element("span", "mark", words.not_verified));
    row.append(
      cell("", "toggle", toggle),
      cell(labels[1], "", element("span", "badge " + claim.status, named("status", claim.status))),
      cell(labels[2], "", name, reference),
      cell(labels[3], "", title, ids),
      cell(labels[4], "", element("span", "day", day(claim.event_date)), element("span", "sub", claim.fulfillment_center)),
      cell(labels[5], "num", element("span", "", count(claim.quantity_open))),
      cell(labels[6], "num", element("span", claim.amount === null ? "none" : "strong", money(claim, claim.amount))),
      last,
    );
    return row;
  }

  function detailsOf(claim) {
    const list = element("dl");
    const add = (label, value) => {
      const isNode = value instanceof Node;
      list.append(element("dt", "", words[label]));
      const said = element("dd");
      said.append(isNode ? value : element("bdi", "", value));
      list.append(said);
    };
    if (claim.status_reason) add("status_reason", claim.status_reason);
    add("units", fill(words.units_text, {
      lost: count(claim.quantity_lost), covered: count(claim.quantity_covered), open: count(claim.quantity_open),
    }));
    const basis = named("value_basis", claim.value_basis);
    add("value", claim.unit_value === null ? basis : fill(words.value_text, { unit: money(claim, claim.unit_value), basis }));
    if (claim.cost_price !== null) add("cost_price", money(claim, claim.cost_price));
    add("product", [claim.title, claim.sku, claim.fnsku, claim.asin].filter(Boolean).join(" \u00b7 "));
    add("place", fill(words.place_text, {
      centre: claim.fulfillment_center || words.unknown, code: claim.reason_code || words.unknown, marketplace: claim.marketplace,
    }));
    if (claim.window_opens || claim.deadline) {
      add("window", fill(words.window_text, { opens: day(claim.window_opens), deadline: day(claim.deadline) }));
    }
    if (claim.rule_id) add("rule", claim.rule_id + (claim.is_rule_verified ? "" : " (" + words.not_verified + ")"));
    if (claim.case_id) add("case_id", claim.case_id);
    if (byId("account")) add("account", claim.account);
    add("trace", element("code", "command", "fba-reconcile why " + claim.claim_id));
    const row = element("tr", "more");
    row.setAttribute("role", "row");
    const only = cell("", "", list);
    only.colSpan = labels.length;
    row.append(only);
    return row;
  }

  function fillBody(list) {
    const rows = document.createDocumentFragment();
    for (const claim of list) {
      rows.append(rowOf(claim));
      if (opened.has(claim.claim_id)) rows.append(detailsOf(claim));
    }
    table.tBodies[0].replaceChildren(rows);
  }

  function draw() {
    const pages = Math.max(1, Math.ceil(found.length / state.size));
    const first = state.page * state.size;
    const list = found.slice(first, first + state.size);
    fillBody(list);
    byId("count").textContent = list.length
      ? fill(words.shown, { first: count(first + 1), last: count(first + list.length), found: count(found.length) })
      : words.none_found;
    byId("page").textContent = fill(words.page, { page: count(state.page + 1), pages: count(pages) });
    byId("previous").disabled = state.page === 0;
    byId("next").disabled = state.page >= pages - 1;
    byId("pager").hidden = found.length <= 25;
    for (const head of table.tHead.rows[0].cells) {
      if (head.dataset.sort && head.dataset.sort === state.column) {
        head.setAttribute("aria-sort", state.descending ? "descending" : "ascending");
      } else head.removeAttribute("aria-sort");
    }
    byId("sort").value = (state.descending ? "-" : "") + state.column;
    keep();
    const chip = byId("question");
    chip.hidden = !state.question;
    chip.replaceChildren();
    if (state.question) {
      const drop = element("button", "", words.drop_question);
      drop.type = "button";
      drop.addEventListener("click", () => { state.question = 0; select(); byId("search").focus(); });
      chip.append(fill(words.question, { number: state.question }), drop);
    }
  }

  // The way back from a claim leads to the table as it was left: the browser's own way by the state of the history
  // entry, the link on the claim by the session's store, where the browser has one for a page from a folder.
  const STORE = "fba-reconcile " + location.pathname;
  function keep() {
    const kept = { ...state, opened: [...opened] };
    try { history.replaceState({ table: kept }, ""); sessionStorage.setItem(STORE, JSON.stringify(kept)); }
    catch { /* a table that begins anew is no fault */ }
  }
  function keptTable() {
    try {
      if (history.state && history.state.table) return history.state.table;
      return location.hash === "#claims" ? JSON.parse(sessionStorage.getItem(STORE)) : null;
    } catch { return null; }
  }
  function takeUp(kept) {
    for (const claimId of kept.opened) opened.add(claimId);
    for (const name of Object.keys(state)) state[name] = kept[name];
    byId("search").value = state.query;
    byId("size").value = String(state.size);
    for (const name of ["status", "type", "account"]) {
      const control = byId(name);
      if (!control) continue;
      control.value = state[name];
      if (control.value !== state[name]) { state[name] = ""; control.value = ""; }
    }
    select();
    state.page = Math.min(kept.page, Math.max(0, Math.ceil(found.length / state.size) - 1));
    draw();
  }

  function turn(pages) {
    state.page += pages;
    draw();
    table.focus({ preventScroll: true });
    table.scrollIntoView({ block: "start" });
  }

  function listen() {
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("search").addEventListener("input", (event) => { state.query = event.target.value; select(); });
    for (const name of ["status", "type", "account"]) {
      const control = byId(name);
      if (control) control.addEventListener("change", () => { state[name] = control.value; select(); });
    }
    byId("sort").addEventListener("change", (event) => {
      state.descending = event.target.value.startsWith("-");
      state.column = event.target.value.replace("-", "");
      select();
    });
    byId("reset").addEventListener("click", () => {
      Object.assign(state, { query: "", status: "", type: "", account: "", question: 0, column: "", descending: false });
      select();
    });
    byId("size").addEventListener("change", (event) => { state.size = Number(event.target.value); state.page = 0; draw(); });
    byId("previous").addEventListener("click", () => turn(-1));
    byId("next").addEventListener("click", () => turn(1));
    for (const head of table.tHead.rows[0].cells) {
      if (!head.dataset.sort) continue;
      head.firstElementChild.addEventListener("click", () => {
        const isSame = state.column === head.dataset.sort;
        // Third press: back to the order of urgency.
        if (isSame && state.descending) Object.assign(state, { column: "", descending: false });
        else Object.assign(state, { column: head.dataset.sort, descending: isSame });
        select();
      });
    }
    for (const link of document.querySelectorAll("a[data-filter]")) {
      link.addEventListener("click", () => {
        byId("filters").reset();
        Object.assign(state, { query: "", status: "", type: "", account: "", question: 0 });
        const { filter, value } = link.dataset;
        state[filter] = filter === "question" ? Number(value) : value;
        if (byId(filter) && byId(filter).tagName === "SELECT") byId(filter).value = value;
        select();
      });
    }
  }

  // Paper: every section open, and as many rows as a person would still leaf through.
  const closed = [];
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) { closed.push(part); part.open = true; }
    if (!table) return;
    fillBody(found.slice(0, PRINTED_ROWS));
    const note = byId("print-note");
    note.hidden = found.length <= PRINTED_ROWS && found.length === claims.length;
    note.textContent = fill(words.printed, { printed: count(Math.min(PRINTED_ROWS, found.length)), found: count(claims.length) });
  });
  window.addEventListener("afterprint", () => {
    for (const part of closed.splice(0)) part.open = false;
    if (table) draw();
  });

  if (table) {
    for (const part of [table.tHead, table.tBodies[0]]) part.setAttribute("role", "rowgroup");
    table.setAttribute("role", "table");
    table.tHead.rows[0].setAttribute("role", "row");
    for (const head of table.tHead.rows[0].cells) head.setAttribute("role", "columnheader");
    if (isNarrow) { state.size = 25; byId("size").value = "25"; }
    listen();
    const kept = keptTable();
    if (kept) takeUp(kept);
    else select();
  }
})();
