"use strict";
// The claims table. DataTables searches, sorts and leafs; this says what a cell, the details, paper and a file show.
// The rows lie in #claims-data; only the page in view is in the DOM. Texts of the data reach the DOM as text alone.
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
  const orderOf = new Map(claims.map((claim) => [claim.claim_id, claim.order]));

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, data.group_sign);
  const named = (kind, word) => data.names[kind][word] || word;
  const day = (iso) => {
    if (!iso) return words.unknown;
    const [year, month, date] = iso.split("-").map(Number);
    return fill(data.day_form, { day: date, month: data.months[month - 1], number: month, year });
  };
  const money = (claim, amount) => (amount === null ? words.no_value : (claim.currency + "\u00a0" + amount).trim());
  // What is an upper bound says so wherever it stands.
  const worth = (claim) => (claim.value_basis === "sale_price" && claim.amount !== null
    ? fill(words.up_to, { amount: money(claim, claim.amount) }) : money(claim, claim.amount));
  const plainAmount = (text) => text.replaceAll(data.group_sign, "").replace(data.decimal_sign, ".").replace("\u2212", "-");
  const number = (text) => (text === null ? null : Number(plainAmount(text)));

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }
  function several(...parts) {
    const made = document.createDocumentFragment();
    made.append(...parts);
    return made;
  }

  function timeLine(claim) {
    const link = element("a", "", words.time_line);
    link.href = data.product_page + "#" + encodeURIComponent(claim.account) + "/" + encodeURIComponent(claim.product);
    link.setAttribute("aria-label", fill(words.time_line_of, { product: claim.fnsku || claim.sku }));
    return link;
  }

  // What a column shows, and by what it is sorted: text by the reader's alphabet, money by currency first, the unknown
  // always last.
  const ranks = new Map(Object.keys(data.names.status).map((word, i) => [word, i]));
  const columns = [
    { name: "toggle", show: toggleOf },
    {
      name: "status", kind: "plain", key: (claim) => ranks.get(claim.status),
      show: (claim) => element("span", "badge " + claim.status, named("status", claim.status)),
    },
    {
      name: "claim_type", kind: "text", key: (claim) => named("claim_type", claim.claim_type) + " " + claim.reference_id,
      show(claim) {
        const name = element("a", "strong", named("claim_type", claim.claim_type));
        name.href = data.claim_page + "#" + encodeURIComponent(claim.claim_id);
        name.setAttribute("aria-label", fill(words.named, {
          claim_type: named("claim_type", claim.claim_type), about: claim.reference_id || claim.claim_id,
        }));
        const reference = element("span", "sub");
        reference.append(element("bdi", "", claim.reference_id));
        return several(name, reference);
      },
    },
    {
      name: "title", kind: "text", key: (claim) => claim.title || null,
      show(claim) {
        const title = element("span", "title", claim.title || words.no_title);
        title.dir = "auto";
        const ids = element("span", "sub ids");
        ids.append(element("bdi", "", claim.sku), " \u00b7 ", element("bdi", "", claim.fnsku));
        if (claim.product) ids.append(" \u00b7 ", timeLine(claim));
        return several(title, ids);
      },
    },
    {
      name: "event_date", kind: "plain", key: (claim) => claim.event_date,
      show: (claim) => several(element("span", "day", day(claim.event_date)), element("span", "sub", claim.fulfillment_center)),
    },
    {
      name: "quantity_open", kind: "plain", key: (claim) => claim.quantity_open, className: "num",
      show: (claim) => element("span", "", count(claim.quantity_open)),
    },
    {
      name: "amount", kind: "money", key: (claim) => [claim.currency, number(claim.amount)], className: "num",
      show: (claim) => element("span", claim.amount === null ? "none" : "strong", worth(claim)),
    },
    {
      name: "deadline", kind: "plain", key: (claim) => claim.deadline,
      show(claim) {
        const due = element("span", "sub", claim.due);
        const isEnding = claim.days_left !== null && claim.days_left >= 0 && claim.days_left <= 7;
        if (isEnding && (claim.status === "claimable" || claim.status === "review")) due.classList.add("urgent");
        if (claim.deadline && ["claimable", "review", "expired"].includes(claim.status)) {
          due.dataset.lastDay = claim.deadline;
          fbaFacts.count(due);
        }
        const shown = several(element("span", "day", day(claim.deadline)), due);
        if (!claim.is_rule_verified) shown.append(element("span", "mark", words.not_verified));
        return shown;
      },
    },
  ];
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const plain = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const unknownLast = (compare) => (a, b) => (a === null || b === null ? (a === null) - (b === null) : compare(a, b));
  const byMoney = (sign) => ([currency, a], [other, b]) =>
    a === null || b === null ? (a === null) - (b === null) : plain(currency, other) || sign * (a - b);
  const orders = {
    plain: { asc: unknownLast(plain), desc: unknownLast((a, b) => plain(b, a)) },
    text: { asc: unknownLast(collator.compare), desc: unknownLast((a, b) => collator.compare(b, a)) },
    money: { asc: byMoney(1), desc: byMoney(-1) },
  };

  // What is searched: ids, titles, and the words and days as the page shows them. DataTables reads a text with & as
  // HTML, to decode it: so it gets HTML that decodes to the text.
  const searched = ["claim_id", "reference_id", "sku", "fnsku", "asin", "title", "fulfillment_center", "case_id"];
  const asHtml = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const said = (claim) => [
    named("status", claim.status), named("claim_type", claim.claim_type),
    ...[claim.event_date, claim.window_opens, claim.deadline].filter(Boolean).flatMap((iso) => [iso, day(iso)]),
  ];
  const haystack = (claim) =>
    asHtml([...searched.map((name) => claim[name]), ...said(claim)].join(" ").replaceAll("\u00a0", " "));

  const filters = { status: "", type: "", currency: "", account: "", question: 0 };
  const chosen = ["status", "type", "currency", "account"];
  const isWanted = (claim) =>
    (!filters.status || claim.status === filters.status) &&
    (!filters.type || claim.claim_type === filters.type) &&
    (!filters.currency || claim.currency === filters.currency) &&
    (!filters.account || claim.account === filters.account) &&
    (!filters.question || claim.question === filters.question);
  const opened = new Set();
  let isPrinting = false;
  let api = null;

  function toggleOf(claim) {
    const toggle = element("button");
    toggle.type = "button";
    toggle.setAttribute("aria-expanded", "false");
    toggle.setAttribute("aria-label", fill(words.details, { claim: claim.claim_id }));
    toggle.addEventListener("click", () => { unfold(claim, !opened.has(claim.claim_id)); keep(); });
    return toggle;
  }
  function unfold(claim, isOpen) {
    const row = api.row(claim.order);
    if (isOpen) { opened.add(claim.claim_id); row.child(detailsOf(claim)).show(); }
    else { opened.delete(claim.claim_id); row.child.remove(); }
    row.node().classList.toggle("open", isOpen);
    row.node().querySelector("button").setAttribute("aria-expanded", String(isOpen));
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
    const only = element("td");
    only.setAttribute("role", "cell");
    only.colSpan = columns.length;
    only.append(list);
    row.append(only);
    return row;
  }

  // On a narrow screen a row is a card: its cells bear the name of their column, and keep the roles of a table.
  const labels = table ? [...table.tHead.rows[0].cells].map((head) => head.textContent.trim()) : [];
  const column = ({ name, kind, key, show, className }, index) => ({
    name,
    data: null,
    type: kind || "plain",
    orderable: Boolean(kind),
    searchable: index === 0,
    className: className || (index ? "" : "toggle"),
    createdCell(cell) {
      cell.dataset.label = index ? labels[index] : "";
      cell.setAttribute("role", "cell");
    },
    render(claim, purpose) {
      if (purpose === "display") return show(claim);
      if (purpose === "filter") return index ? "" : haystack(claim);
      return key ? key(claim) : "";
    },
  });

  function start() {
    DataTable.ext.errMode = "throw";
    for (const [kind, order] of Object.entries(orders)) DataTable.type(kind, { order });
    const isNarrow = matchMedia("(max-width: 800px)").matches;
    const paging = { firstLast: false, buttons: isNarrow ? 3 : 7 };
    const rowSize = isNarrow ? 25 : 50;
    api = new DataTable(table, {
      data: claims,
      columns: columns.map(column),
      createdRow: (row) => row.setAttribute("role", "row"),
      autoWidth: false,
      deferRender: true,
      order: [],
      orderMulti: false,
      orderClasses: false,
      paging: claims.length > 25,
      pageLength: rowSize,
      lengthMenu: [25, 50, 200],
      layout: {
        topStart: null, topEnd: null, bottomStart: null, bottomEnd: null,
        top1Start: "info", top1End: { paging }, bottom1Start: { paging }, bottom1End: "pageLength",
      },
      language: {
        decimal: data.decimal_sign,
        thousands: data.group_sign,
        info: fill(words.shown, { first: "_START_", last: "_END_", found: "_TOTAL_" }),
        infoEmpty: words.none_found,
        infoFiltered: "",
        emptyTable: "",
        zeroRecords: "",
        lengthMenu: words.page_size + " _MENU_",
        paginate: { previous: words.previous, next: words.next },
        aria: {
          paginate: { previous: words.previous, next: words.next, number: words.page_number + " " },
          orderable: words.sort_up, orderableReverse: words.sort_down, orderableRemove: words.sort_no_more,
        },
      },
    });
    api.search.fixed("filters", (_, claim) => isWanted(claim));
    const navs = document.querySelectorAll("#claims .dt-paging nav");
    navs.forEach((nav, i) => nav.setAttribute("aria-label", i ? words.pages_below : words.pages_above));
    for (const part of [table.tHead, table.tBodies[0]]) part.setAttribute("role", "rowgroup");
    table.setAttribute("role", "table");
    table.tHead.rows[0].setAttribute("role", "row");
    for (const head of table.tHead.rows[0].cells) head.setAttribute("role", "columnheader");
    listen();
    const kept = keptTable();
    if (kept) takeUp(kept);
    else drawn();
  }

  // The order in force, as the choice for narrow screens writes it: "", "deadline", "-amount".
  function sortedBy() {
    const [first] = api.order();
    return first && first[1] ? (first[1] === "desc" ? "-" : "") + columns[first[0]].name : "";
  }
  function sortBy(choice) {
    const index = columns.findIndex((one) => one.name === choice.replace("-", ""));
    api.order(index < 0 ? [] : [[index, choice.startsWith("-") ? "desc" : "asc"]]);
  }

  function drawn() {
    if (isPrinting) return;
    for (const row of api.rows({ page: "current" }).data().toArray()) {
      if (opened.has(row.claim_id) && !api.row(row.order).child.isShown()) unfold(row, true);
    }
    byId("sort").value = sortedBy();
    const chip = byId("question");
    chip.hidden = !filters.question;
    chip.replaceChildren();
    if (filters.question) {
      const drop = element("button", "", words.drop_question);
      drop.type = "button";
      drop.addEventListener("click", () => { filters.question = 0; api.draw(); byId("search").focus(); });
      chip.append(fill(words.question, { number: filters.question }), drop);
    }
    keep();
  }

  // The way back from a claim leads to the table as it was left: the browser's own way by the state of the history
  // entry, the link on the claim by the session's store, where the browser has one for a page from a folder.
  const STORE = "fba-reconcile " + location.pathname;
  function keep() {
    const { page, length } = api.page.info();
    const kept = { ...filters, query: byId("search").value, sort: sortedBy(), page, size: length, opened: [...opened] };
    try { history.replaceState({ table: kept }, ""); sessionStorage.setItem(STORE, JSON.stringify(kept)); }
    catch { /* a table that begins anew is no fault */ }
  }
  function keptTable() {
    try {
      if (history.state && history.state.table) return history.state.table;
      if (location.hash.startsWith("#claims?")) return askedTable();
      return location.hash === "#claims" ? JSON.parse(sessionStorage.getItem(STORE)) : null;
    } catch { return null; }
  }
  // A link from another page says behind the # what it wants to see: #claims?status=expired, #claims?search=PHX7.
  function askedTable() {
    const asked = new URLSearchParams(location.hash.slice("#claims?".length));
    document.getElementById("claims").scrollIntoView();
    return {
      ...filters, status: asked.get("status") || "", query: asked.get("search") || "",
      sort: "", page: 0, size: api.page.len(), opened: [],
    };
  }
  function takeUp(kept) {
    for (const claimId of kept.opened) if (orderOf.has(claimId)) opened.add(claimId);
    for (const name of Object.keys(filters)) filters[name] = kept[name];
    for (const name of chosen) {
      const control = byId(name);
      if (control) control.value = kept[name];
      if (!control || control.value !== kept[name]) filters[name] = "";
      if (control) control.value = filters[name];
    }
    byId("search").value = kept.query;
    sortBy(kept.sort);
    api.search(kept.query).page.len(kept.size).draw();
    api.page(Math.max(0, Math.min(kept.page, api.page.info().pages - 1))).draw("page");
  }

  function listen() {
    api.on("draw", drawn);
    byId("filters").addEventListener("submit", (event) => event.preventDefault());
    byId("search").addEventListener("input", (event) => api.search(event.target.value).draw());
    for (const name of chosen) {
      const control = byId(name);
      if (control) control.addEventListener("change", () => { filters[name] = control.value; api.draw(); });
    }
    byId("sort").addEventListener("change", (event) => { sortBy(event.target.value); api.draw(); });
    byId("reset").addEventListener("click", () => {
      Object.assign(filters, { status: "", type: "", currency: "", account: "", question: 0 });
      sortBy("");
      api.search("").draw();
    });
    // Who leafs below the table reads on at its top, and leafs on there.
    api.on("page", () => {
      const [above, below] = document.querySelectorAll("#claims .dt-paging");
      const pressed = document.activeElement;
      if (!below || !below.contains(pressed)) return;
      api.one("draw", () => {
        const again = above.querySelector('[data-dt-idx="' + pressed.dataset.dtIdx + '"]');
        (again || table).focus({ preventScroll: true });
        byId("list").scrollIntoView({ block: "start" });
      });
    });
    for (const link of document.querySelectorAll("a[data-filter]")) {
      link.addEventListener("click", () => {
        byId("filters").reset();
        const { filter, value } = link.dataset;
        Object.assign(filters, { status: "", type: "", currency: "", account: "", question: 0 });
        filters[filter] = filter === "question" ? Number(value) : value;
        if (byId(filter) && byId(filter).tagName === "SELECT") byId(filter).value = value;
        api.search("").draw();
      });
    }
    byId("save").addEventListener("click", save);
  }

  // The rows found, as a file: the columns and the words of the program's own CSV in either language, since a file is
  // handed on; and its guard against cells that a spreadsheet would run.
  const isNumber = /^[+-]?\d+([.,]\d+)*$/;
  const isRisky = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
  function csvCell(value) {
    let text = value === null ? "" : String(value);
    if (isRisky.test(text) && !isNumber.test(text)) text = "'" + text;
    return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }
  function save() {
    const amounts = new Set(["unit_value", "amount", "cost_price"]);
    const cell = (claim, name) => {
      if (name === "status" && claim.status === "reported") return csvCell("dismissed");
      if (name === "status_reason") return csvCell(claim.reason_on_file);
      return csvCell(amounts.has(name) && claim[name] !== null ? plainAmount(claim[name]) : claim[name]);
    };
    const found = api.rows({ search: "applied", order: "applied" }).data().toArray();
    const lines = found.map((claim) => data.columns.map((name) => cell(claim, name)).join(","));
    const text = "\ufeff" + [data.columns.join(","), ...lines].join("\n") + "\n";
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.download = "claims-shown.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  // Paper: every section open, and as many rows as a person would still leaf through.
  const closed = [];
  let before = null;
  window.addEventListener("beforeprint", () => {
    for (const part of document.querySelectorAll("details:not([open])")) { closed.push(part); part.open = true; }
    if (!table || isPrinting) return;
    isPrinting = true;
    before = api.page.info();
    api.page.len(PRINTED_ROWS).page(0).draw(false);
    const found = before.recordsDisplay;
    const note = byId("print-note");
    note.hidden = found <= PRINTED_ROWS && found === claims.length;
    note.textContent = fill(words.printed, { printed: count(Math.min(PRINTED_ROWS, found)), found: count(claims.length) });
  });
  window.addEventListener("afterprint", () => {
    for (const part of closed.splice(0)) part.open = false;
    if (!table || !isPrinting) return;
    isPrinting = false;
    api.page.len(before.length).draw(false);
    api.page(before.page).draw("page");
  });

  if (table) start();
})();
