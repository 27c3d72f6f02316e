"use strict";
// One product: account and product stand behind the #, a slash between them. Its shard is a classic script, loaded on
// demand, so that the page works from a folder. Everything is put in as text; nothing is read as HTML.
(() => {
  const data = JSON.parse(document.getElementById("product-data").textContent);
  const { words } = data;
  const telling = fbaTold(data);
  const { say, told, counted, grouped, units, day, money, named, ours, h, record, records } = telling;
  const drawing = fbaDrawing(data, telling);
  const main = document.getElementById("product");
  const PAPER_WIDTH = 690;

  const text = (...children) => h("p", {}, ...children);
  const note = (...children) => h("p", { class: "note" }, ...children);
  const signed = (number) => (number > 0 ? "+" : "") + grouped(number);
  const days = (first, last) => (first === last ? day(first) : told("span", { first: day(first), last: day(last) }));
  function section(id, ...children) {
    return h("section", { id, "aria-labelledby": id + "-title", tabindex: "-1" },
      h("h2", { id: id + "-title" }, words[id]), ...children);
  }

  // --- shards -------------------------------------------------------------------------------
  const shards = new Map();
  const waiting = new Map();
  window.fbaReconcile = (_kind, number, texts, rows) => {
    shards.set(number, rows.map((row) => productOf(row, texts)));
    waiting.get(number)?.(shards.get(number));
  };
  function shard(number) {
    if (shards.has(number)) return Promise.resolve(shards.get(number));
    return new Promise((resolve, reject) => {
      waiting.set(number, resolve);
      const script = document.createElement("script");
      script.src = data.folder + "/products-" + String(number).padStart(3, "0") + ".js";
      script.addEventListener("error", () => reject(new Error("products" + number)));
      document.head.append(script);
    });
  }
  function productOf([head, worth, sums, weeks, events, claims], texts) {
    return {
      head: record("product", head, texts),
      worth: records("worth", worth, texts),
      sums: records("sum", sums, texts),
      weeks,
      events: events.map(([event, ...shares]) => ({ ...record("event", event, texts), shares: records("share", shares, texts) })),
      claims: records("claim", claims, texts),
    };
  }
  const keyOf = (head) => head.account + "/" + head.product;
  async function productByKey(key) {
    const number = data.first_keys.findLastIndex((first) => first <= key);
    if (number < 0) return null;
    return (await shard(number)).find(({ head }) => keyOf(head) === key) || null;
  }

  // --- the head -----------------------------------------------------------------------------
  function topOf({ head, worth, sums }) {
    const lost = sums.reduce((sum, one) => sum + one.units, 0);
    const values = { units: units(lost), good: grouped(lost - head.open_units), open: grouped(head.open_units) };
    const number = (label, value, ...below) => h("div", {}, h("dt", {}, words[label]), h("dd", {}, value,
      below.map((one) => one && h("span", { class: "sub" }, one))));
    return h("section", { class: "top" },
      h("p", { class: "kind" }, words.kind),
      h("h1", { id: "product-title", dir: "auto", tabindex: "-1" }, head.title || head.skus[0] || words.no_title),
      lost ? h("p", { class: "sentence" }, say("sentence", values)) : null,
      h("dl", { class: "numbers" },
        number("fact_open", units(head.open_units), counted(head.claim_count, "claim_one", "claim_many")),
        number("fact_worth", worthText(worth), unpriced(worth), head.claim_count > head.listed_count ? words.worth_some : null),
        number("fact_stock", units(head.stock_units), told("stock_on", { day: day(head.last_day) })),
        head.first_day ? number("fact_days", grouped(head.event_count), days(head.first_day, head.last_day)) : null),
      h("dl", { class: "facts-list ids-list" }, [
        ["id_fnsku", head.fnsku], ["id_sku", head.skus.join(" \u00b7 ")], ["id_asin", head.asin],
        ["account", data.has_several_accounts ? head.account : ""],
      ].filter(([, value]) => value).map(([label, value]) => h("div", {}, h("dt", {}, words[label]), h("dd", {}, h("bdi", {}, value))))),
      h("nav", { "aria-label": words.sections, class: "inside" }, h("ul", {}, ["picture", "sum", "claims", "events"].map((name) =>
        h("li", {}, h("a", { href: "#" + addressOf(head) + "/" + name }, words[name]))))));
  }
  const worthText = (worth) => {
    const valued = worth.filter((one) => Number(one.amount));
    return valued.length ? valued.map((one) => h("span", { class: "money-line" },
      one.is_at_most ? say("up_to", { amount: money(one.currency, one.amount) }) : money(one.currency, one.amount))) : worth.length ? words.no_value : words.no_worth;
  };
  function unpriced(worth) {
    const number = worth.reduce((sum, one) => sum + one.unpriced_units, 0);
    return number && worth.some((one) => Number(one.amount)) ? told("unpriced", { units: units(number) }) : null;
  }

  // --- the drawing --------------------------------------------------------------------------
  let drawn = null;
  function pictureOf(product) {
    const { head } = product;
    if (!head.first_day) return section("picture", text(words.events_none));
    const basis = data.basis[head.account];
    const gaps = drawing.gaps(basis, Date.parse(head.first_day), Date.parse(head.last_day))
      .map(([from, to]) => days(isoOf(from), isoOf(to)));
    const place = h("div", { class: "drawing", role: "img", "aria-label": told("drawn", {
      first: day(head.first_day), last: day(head.last_day), open: units(head.open_units),
    }) });
    drawn = { product, basis, place, width: 0 };
    return section("picture", h("p", { class: "lead" }, words.picture_lead),
      h("p", { class: "keys", "aria-hidden": "true" },
        head.open_units ? [h("span", { class: "key is-open" }, "\u22122"), " ", words.key_open, " "] : null,
        h("span", { class: "key" }, "\u22122"), " ", words.key_good,
        gaps.length ? [" ", h("span", { class: "key gap-key" }), " ", words.key_gap] : null),
      place,
      h("ul", { class: "figure-notes" },
        h("li", {}, head.opening_units
          ? say("opening", { units: units(head.opening_units), n: grouped(head.opening_units) }) : words.opening_none),
        gaps.length ? h("li", {}, say("gap", { days: gaps.slice(0, 12).join(words.gaps_apart) + (gaps.length > 12 ? " \u2026" : "") })) : null,
        basis.records_begin && basis.records_begin > head.first_day ? h("li", {}, say("begin_note", { day: day(basis.records_begin) })) : null));
  }
  const isoOf = (moment) => new Date(moment).toISOString().slice(0, 10);
  function draw(width) {
    if (!drawn || !width || width === drawn.width) return;
    drawn.width = width;
    drawn.place.replaceChildren(drawing.draw(drawn.product, drawn.basis, width, isPaper));
  }
  // Paper has one width.
  let isPaper = false;
  const toPaper = () => { isPaper = true; draw(PAPER_WIDTH); };
  const toScreen = () => { isPaper = false; draw(drawn?.place.clientWidth); };
  const seen = new ResizeObserver(() => { if (!isPaper) draw(drawn?.place.clientWidth); });
  window.addEventListener("beforeprint", toPaper);
  window.addEventListener("afterprint", toScreen);
  matchMedia("print").addEventListener("change", (print) => { if (print.matches) toPaper(); else toScreen(); });

  // --- the sum ------------------------------------------------------------------------------
  const GOOD = ["found", "graded", "returned", "surplus", "paid", "charged"];
  function equation(one, wordOfUnits) {
    const open = h("strong", {}, one.doubt_units
      ? say("equals_doubt", { n: grouped(one.open_units), doubt: grouped(one.doubt_units) }) : say("equals", { n: grouped(one.open_units) }));
    return h("span", { class: "equation" }, h("span", {}, say(wordOfUnits, { n: grouped(one.units) })),
      GOOD.filter((name) => one[name + "_units"]).flatMap((name) => [" ",
        h("span", {}, say("minus", { what: told("good_" + name, { n: grouped(one[name + "_units"]) }) }))]), " ", open);
  }
  const CLOSED = new Set(["expired", "dismissed"]);
  function sumOf({ head, sums, claims }) {
    // Open units by what stands of their claims; only where the page lists them all.
    const standings = head.claim_count > claims.length ? [] : [...claims.reduce((found, claim) =>
      found.set(claim.status, (found.get(claim.status) || 0) + claim.quantity_open), new Map())];
    if (!sums.length) return section("sum", text(words.sum_none));
    const line = (label, className, ...value) => h("div", { class: className }, h("dt", {}, label), h("dd", {}, ...value));
    return section("sum", h("p", { class: "lead" }, words.sum_lead),
      h("dl", { class: "sums" },
        sums.map((one) => line(named("claim_type", one.claim_type), one.open_units ? "has-open" : "", equation(one,
          words["units_" + one.claim_type] ? "units_" + one.claim_type : "units_other"))),
        line(words.sum_total, "total", h("strong", {}, say("equals", { n: grouped(head.open_units) })), " ",
          h("span", { class: "sub" }, say("sum_claims", { claims: counted(head.claim_count, "claim_one", "claim_many") })),
          standings.length > 1 || standings.some(([status]) => CLOSED.has(status)) ? h("p", { class: "standings" }, standings.flatMap(([status, number]) => [
            h("span", { class: "standing" }, h("span", { class: "badge " + status }, named("status", status)), " ", units(number)), " "])) : null)),
      h("p", { class: "fifo" }, words.fifo));
  }

  // --- the claims ---------------------------------------------------------------------------
  const claimLink = (id, ...children) => h("a", { href: data.claim_page + "#" + encodeURIComponent(id) }, ...children);
  function table(className, heads, caption, rows) {
    return h("div", { class: "fit" }, h("table", { class: "plain cards " + className, role: "table" },
      h("caption", { class: "hidden" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map(([key, isNumber]) =>
        h("th", { scope: "col", role: "columnheader", class: isNumber ? "num" : null }, words[key])))),
      h("tbody", { role: "rowgroup" }, rows.map(([rowClass, cells]) => h("tr", { role: "row", class: rowClass },
        cells.map((cell, i) => h("td", { role: "cell", "data-label": words[heads[i][0]], class: (heads[i][1] ? "num" : "") + (cell === null ? " empty" : "") },
          h("div", {}, cell))))))));
  }
  function claimsOf({ head, claims }) {
    const heads = [["claim_what", false], ["claim_status", false], ["claim_units", true], ["claim_amount", true], ["claim_last", false]];
    const amount = (claim) => (claim.amount === null ? words.no_value
      : claim.value_basis === "sale_price" ? told("up_to", { amount: money(claim.currency, claim.amount) }) : money(claim.currency, claim.amount));
    return section("claims", table("claims-list", heads, words.claims, claims.map((claim) => ["", [
      [claimLink(claim.claim_id, h("span", { class: "strong" }, named("claim_type", claim.claim_type))),
        h("span", { class: "sub ids" }, h("bdi", {}, claim.reference_id), claim.event_date ? " \u00b7 " + day(claim.event_date) : null)],
      [h("span", { class: "badge " + claim.status }, named("status", claim.status))],
      [grouped(claim.quantity_open)],
      [h("span", { class: claim.amount === null ? "none" : "strong" }, amount(claim))],
      [h("span", { class: "day" }, day(claim.deadline)), leftOf(claim)],
    ]])), head.claim_count > claims.length
      ? note(say("claims_more", { shown: grouped(claims.length), n: grouped(head.claim_count) })) : null);
  }
  const leftOf = (claim) => (claim.deadline && ["claimable", "review"].includes(claim.status)
    ? h("span", { class: "sub" }, fbaFacts.left(claim.deadline)) : null);

  // --- the events ---------------------------------------------------------------------------
  function nameOf(event) {
    if (event.kind === "damaged" && event.units > 0) return words.kind_damaged_in;
    if (drawing.isGradedBack(event)) return words.kind_graded_back;
    return words["kind_" + event.kind];
  }
  function whatOf(event, product) {
    const here = new Set(product.claims.map((claim) => claim.claim_id));
    const detail = [
      event.meaning ? say("code_meaning", { code: event.reason, meaning: ours(event.meaning) }) : event.reason ? [h("bdi", {}, event.reason)] : null,
      event.place ? say("at_place", { place: event.place }) : null,
      event.disposition ? [h("bdi", {}, event.disposition)] : null,
    ].filter(Boolean).flatMap((one, i) => (i ? [" \u00b7 ", ...one] : one));
    const open = drawing.opened(event);
    const others = event.shares.filter((share) => share.kind !== "open");
    return [
      h("span", { class: "strong" }, nameOf(event)),
      event.row_count > 1 ? [" ", h("span", { class: "in-rows" }, say("in_rows", { rows: counted(event.row_count, "row_one", "row_many") }))] : null,
      open ? [" ", h("span", { class: "mark open-mark" }, say("share_open", { n: grouped(open) }))] : null,
      detail.length ? h("span", { class: "sub" }, detail) : null,
      others.length ? h("span", { class: "sub became" }, others.flatMap((share, i) => [i ? " \u00b7 " : "", ...say("share_" + share.kind, { n: grouped(share.units) })])) : null,
      event.claim_ids.length ? h("span", { class: "sub ids" }, event.claim_ids.flatMap((id) => [here.has(id) ? claimLink(id, id) : h("bdi", {}, id), " "])) : null,
    ].flat();
  }
  function eventsOf(product) {
    const { head, events } = product;
    if (!events.length) return section("events", text(words.events_none), text(command(head)));
    const heads = [["event_day", false], ["event_what", false], ["event_units", true], ["event_stock", true], ["event_money", true], ["event_source", false]];
    return section("events", h("p", { class: "lead" }, words.events_lead),
      note(words.events_summed),
      head.event_count > head.told_count
        ? h("p", { class: "warning" }, say("events_cut", { n: grouped(head.event_count), shown: grouped(head.told_count) }),
          head.hidden_open_units > 0 ? [" ", say("events_hidden", { units: units(head.hidden_open_units) })].flat() : null) : null,
      table("events-list", heads, words.events, events.map((event) => [rowClass(event), [
        [h("span", { class: "day-of" }, days(event.first_day, event.last_day))],
        whatOf(event, product),
        event.units === null ? null : [h("span", { class: event.changes_stock ? "" : "aside-units" }, event.changes_stock ? signed(event.units) : grouped(event.units))],
        event.changes_stock ? [grouped(event.balance)] : null,
        event.amount === null ? null : [h("span", { class: "money" }, money(event.currency, event.amount))],
        sourceOf(event),
      ]])));
  }
  function rowClass(event) {
    if (drawing.opened(event)) return "open-row";
    return event.row_count > 1 || !(event.file_name || event.reference_id) ? "summed" : "";
  }
  function sourceOf(event) {
    if (!event.reference_id && !event.file_name) return null;
    return [
      event.reference_id ? h("bdi", { class: "reference" }, event.reference_id) : null,
      event.file_name ? h("span", { class: "source" }, say("place", { file: event.file_name, line: grouped(event.line ?? 0) })) : null,
    ];
  }
  const command = (head) => h("code", { class: "command" }, "fba-reconcile why " + (head.fnsku || head.product));

  // --- the page -----------------------------------------------------------------------------
  const addressOf = (head) => encodeURIComponent(head.account) + "/" + encodeURIComponent(head.product);
  let shown = "";
  function address() {
    const parts = location.hash.slice(1).split("/");
    try { return [parts.slice(0, 2).map(decodeURIComponent).join("/"), parts[2] || "", decodeURIComponent(parts[1] || parts[0])]; }
    catch { return [parts.slice(0, 2).join("/"), parts[2] || "", parts[1] || parts[0]]; }
  }
  function message(...children) {
    drawn = null;
    main.replaceChildren(h("section", { class: "message" }, ...children));
  }
  const titled = (...children) => h("h1", { tabindex: "-1", id: "product-title" }, ...children);
  async function open() {
    const [key, place, name] = address();
    if (!name) { shown = ""; message(titled(words.no_id)); return; }
    if (key !== shown) {
      message(text(words.loading));
      try {
        const product = await productByKey(key);
        if (address()[0] !== key) return;
        shown = key;
        document.title = told("title", { product: name });
        if (!product) {
          message(titled(say("title", { product: name })), ...(/^[A-Za-z0-9-]+$/.test(name)
            ? [text(say("not_here", { product: name })), text(h("code", { class: "command" }, "fba-reconcile why " + name))]
            : [text(say("not_here_at_all", { product: name }))]));
          return;
        }
        show(product);
      } catch (fault) {
        if (!(fault instanceof Error) || !/^products\d+$/.test(fault.message)) throw fault;
        shown = "";
        message(titled(say("title", { product: name })), text(words.replaced));
        return;
      }
    }
    const target = place && document.getElementById(place);
    if (target instanceof HTMLElement && target.tagName === "SECTION") { target.scrollIntoView(); target.focus({ preventScroll: true }); return; }
    scrollTo(0, 0);
    document.getElementById("product-title")?.focus({ preventScroll: true });
  }
  function show(product) {
    seen.disconnect();
    drawn = null;
    main.replaceChildren(topOf(product), pictureOf(product), sumOf(product), claimsOf(product), eventsOf(product));
    if (!drawn) return;
    draw(isPaper ? PAPER_WIDTH : drawn.place.clientWidth);
    seen.observe(drawn.place);
  }
  window.addEventListener("hashchange", open);
  open();
})();
