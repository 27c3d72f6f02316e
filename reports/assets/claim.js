"use strict";
// One claim: the id stands behind the # (and after a slash the section to go to). Its shard is a classic script, loaded
// on demand, so that the page works from a folder. Everything is put in as text; nothing is read as HTML.
(() => {
  const data = JSON.parse(document.getElementById("claim-data").textContent);
  const { words } = data;
  const { say, told, counted, grouped, units, days, day, money, named, ours, h, record, records } = fbaTold(data);
  const main = document.getElementById("claim");

  // --- texts ---------------------------------------------------------------------------------
  // Menus keep Seller Central's own words.
  const menu = (steps) => {
    const meant = steps.map(ours);
    return steps.join(" > ") + (meant.some((word, i) => word !== steps[i])
      ? told("menu_meant", { menu: meant.join(" > ") }) : "");
  };

  const text = (...children) => h("p", {}, ...children);
  const note = (...children) => h("p", { class: "note" }, ...children);
  const linkTo = (id, section) => "#" + encodeURIComponent(id) + (section ? "/" + section : "");
  const where = (file, line) => (file && line
    ? h("span", { class: "source" }, say("place", { file, line: grouped(line) }))
    : h("span", { class: "source none" }, words.no_place));

  const said = document.getElementById("claim-said");
  function copyButton(value, what, isStale = false, onCopied = null) {
    const button = h("button", { type: "button", class: "copy", disabled: isStale, "aria-label": told("copy_what", { what }) }, words.copy);
    // Its name begins with what it shows, so that who speaks to the page is understood.
    function show(isDone) {
      button.textContent = isDone ? words.copied : words.copy;
      button.setAttribute("aria-label", told(isDone ? "copied_named" : "copy_what", { what }));
      button.classList.toggle("done", isDone);
    }
    button.addEventListener("click", async () => {
      let isDone = true;
      try { await navigator.clipboard.writeText(value); }
      catch { isDone = copyOldWay(value, button); }
      onCopied?.();
      said.textContent = isDone ? told("copied_what", { what }) : words.not_copied;
      show(isDone);
      setTimeout(() => show(false), 2000);
    });
    return button;
  }
  function copyOldWay(value, button) {
    const field = h("textarea", { class: "hidden", "aria-hidden": "true" });
    field.value = value;
    document.body.append(field);
    field.select();
    const isDone = document.execCommand("copy");
    field.remove();
    button.focus();
    return isDone;
  }
  const copied = (value, what, isStale) => h("span", { class: "copied" }, h("bdi", {}, value), copyButton(value, what, isStale));
  const command = (line) => h("span", { class: "copied" }, h("code", { class: "command" }, line), copyButton(line, line));
  function section(id, ...children) {
    return h("section", { id, "aria-labelledby": id + "-title", tabindex: "-1" },
      h("h2", { id: id + "-title" }, words[id]), ...children);
  }
  // Name and value in rows; a row without a value is left out.
  function facts(rows, className = "facts-list") {
    return h("dl", { class: className }, rows.filter((row) => row && row[1] !== null && row[1] !== "")
      .map(([label, ...value]) => h("div", {}, h("dt", {}, label), h("dd", {}, ...value))));
  }

  // --- shards -------------------------------------------------------------------------------
  const shards = new Map();
  const waiting = new Map();
  window.fbaReconcile = (kind, number, texts, rows) => {
    const key = kind + number;
    const read = kind === "claims" ? claimOf : caseOf;
    shards.set(key, rows.map((row) => read(row, texts)));
    waiting.get(key)?.(shards.get(key));
  };
  function shard(kind, number) {
    const key = kind + number;
    if (shards.has(key)) return Promise.resolve(shards.get(key));
    return new Promise((resolve, reject) => {
      waiting.set(key, resolve);
      const script = document.createElement("script");
      script.src = data.folder + "/" + kind + "-" + String(number).padStart(3, "0") + ".js";
      script.addEventListener("error", () => reject(new Error(key)));
      document.head.append(script);
    });
  }
  function claimOf([head, ledger, payment, parts, cover, basis, siblings, said, caseNumber, asked, settling, settlingCount, origin, rows, shipment, receipts, rates, holes], texts) {
    return {
      head: record("head", head, texts),
      ledger: record("ledger", ledger, texts),
      payment: record("payment", payment, texts),
      parts: records("part", parts, texts),
      cover: records("cover", cover, texts),
      basis: record("basis", basis, texts),
      siblings: records("sibling", siblings, texts),
      sentence: record("told", said, texts).sentences[data.language],
      caseNumber,
      asked: record("asked", asked, texts),
      settling: records("settling", settling, texts),
      settlingCount,
      origin: record("origin", origin, texts),
      rows: records("row", rows, texts),
      shipment: record("shipment", shipment, texts),
      receipts: records("receipt", receipts, texts),
      rates: records("rate", rates, texts),
      holes: records("hole", holes, texts),
    };
  }
  function caseOf([head, ticks, route, steps, missing, drafts, readings], texts) {
    return {
      head: record("case", head, texts),
      ticks: records("step", ticks, texts),
      route: record("route", route, texts),
      steps: records("step", steps, texts),
      missing: records("missing", missing, texts),
      drafts: records("draft", drafts, texts),
      reading: records("draft", readings, texts).find((one) => one.language === data.tag) || null,
    };
  }
  async function claimById(id) {
    const number = data.first_ids.findLastIndex((first) => first <= id);
    if (number < 0) return null;
    return (await shard("claims", number)).find((claim) => claim.head.claim_id === id) || null;
  }
  async function caseByNumber(number) {
    if (number === null) return null;
    return (await shard("cases", Math.floor(number / data.shard_size)))[number % data.shard_size];
  }

  // --- the head -----------------------------------------------------------------------------
  function headOf(claim, hasCase) {
    const { head, payment, origin, shipment } = claim;
    const left = head.deadline ? fbaFacts.daysLeft(head.deadline) : null;
    const hasPassed = fbaFacts.hasPassed(head.deadline);
    const isEnding = hasPassed || (left !== null && left >= 0 && left <= 7);
    const isOpen = head.status === "claimable" || head.status === "review";
    const isPayment = Boolean(payment);
    const idRow = (label, value) => value && [words[label], copied(value, words[label])];
    return [
      h("p", { class: "kind" }, h("span", { class: "badge " + head.status }, named("status", head.status)), " ",
        h("span", { class: "strong" }, named("claim_type", head.claim_type)),
        hasPassed && isOpen ? [" ", h("span", { class: "mark passed" }, words.passed)] : null),
      h("h1", { id: "claim-title", dir: "auto", tabindex: "-1" }, head.title || head.sku || words.no_title),
      h("p", { class: "sentence" }, h("bdi", {}, claim.sentence)),
      holesOf(claim.holes),
      h("dl", { class: "numbers" },
        number("fact_units", grouped(head.quantity_open)),
        head.amount === null
          ? number("fact_worth", words.no_value)
          : number("fact_worth", worth(head),
            say("worth_each", { unit: money(head.currency, head.unit_value) }),
            isValueDoubtful(claim) ? h("span", { class: "mark" }, words.not_verified) : null),
        number("fact_last", day(head.deadline), h("span", { class: isEnding && isOpen ? "urgent" : "" }, leftText(head)),
          head.rule_id && !head.is_rule_verified ? h("span", { class: "mark" }, words.not_verified)
            : isFromCopy(claim) ? h("span", { class: "mark" }, words.read_in_copy) : null),
        number("fact_first", day(head.window_opens))),
      facts([
        idRow("id_claim", head.claim_id),
        idRow(isPayment ? "id_reimbursement" : origin ? idOfOrder(origin) : shipment ? "id_shipment" : "id_reference", head.reference_id),
        origin && idRow("id_tracking", origin.tracking_number), origin && idRow("id_plates", origin.license_plates),
        payment && idRow("id_original", payment.original_id),
        idRow("id_fnsku", head.fnsku), idRow("id_sku", head.sku), idRow("id_asin", head.asin),
        idRow("id_case", head.case_id),
        [words.marketplace, head.marketplace],
        head.product && [words.product, h("a", { href: data.product_page + "#" + encodeURIComponent(head.account) + "/" + encodeURIComponent(head.product) }, words.time_line)],
        data.has_several_accounts && [words.account, h("bdi", {}, head.account)],
      ], "facts-list ids-list"),
      h("nav", { "aria-label": words.sections, class: "inside" }, h("ul", {},
        [...(claim.asked ? ["answer"] : []), "evidence", "value", "window", "check", "file"].map((name) =>
          h("li", {}, h("a", { href: linkTo(head.claim_id, name), class: name === "file" && hasCase ? "first" : null },
            words[name]))))),
    ];
  }
  // What is an upper bound says so wherever it stands.
  const worth = (head) => (head.value_basis === "sale_price"
    ? h("span", {}, say("up_to", { amount: money(head.currency, head.amount) })) : money(head.currency, head.amount));
  const idOfOrder = (origin) => (origin.kind === "removal" ? "id_removal" : "id_order");
  const number = (label, value, ...below) => h("div", {}, h("dt", {}, words[label]), h("dd", {}, value,
    ...below.map((one) => one && h("span", { class: "sub" }, one))));
  function leftText(head) {
    if (["filed", "reported", "dismissed"].includes(head.status)) return "";
    if (!head.deadline) return words.no_deadline;
    if (fbaFacts.hasPassed(head.deadline)) return words.passed;
    const left = fbaFacts.daysLeft(head.deadline);
    if (left === 0) return words.left_today;
    return told(left < 0 ? "late" : "left", { days: days(Math.abs(left)) });
  }

  // --- the question -------------------------------------------------------------------------
  function answerOf({ head, asked }) {
    if (!asked) return null;
    const answers = data.answers[head.account][asked.code] || [];
    const walk = (id, key, sign) => (id ? h("a", { href: linkTo(id, "answer") }, words[key], " ", h("span", { "aria-hidden": "true" }, sign)) : null);
    return section("answer",
      note(say("answer_place", { place: grouped(asked.place), count: grouped(asked.count) })),
      h("p", { class: "lead" }, words.answer_lead),
      h("dl", { class: "answers" }, answers.map(([answer, leads, lines]) => h("div", {}, h("dt", {}, answer),
        h("dd", {}, leads, lines.map((line) => [" ", command(line.replace("{claim}", head.claim_id))]).flat())))),
      h("p", { class: "walk" }, walk(asked.previous_id, "answer_previous", "\u2191"), " ",
        walk(asked.next_id, "answer_next", "\u2193") || h("span", { class: "none" }, words.answer_last)));
  }

  // --- the chain of evidence ----------------------------------------------------------------
  function evidenceOf(claim) {
    const { head, ledger, payment, origin, shipment } = claim;
    if (!ledger && !payment && !origin && !shipment) {
      return section("evidence", text(words.no_evidence), text(command("fba-reconcile why " + head.claim_id)));
    }
    const isDoubt = claim.basis && ["cover_in_doubt", "surplus_of_others"].includes(claim.basis.status_code);
    const steps = [
      ledger ? ledgerStep(ledger) : origin ? originStep(claim) : shipment ? shipmentStep(claim) : paymentStep(claim),
      ...claim.parts.map((part) => partStep(claim, part)),
      h("li", { class: "result" }, h("h3", {}, say(isDoubt ? "doubt_head" : "open_head", { units: units(head.quantity_open) })),
        text(isUnderpaid(claim) ? words.underpaid_open : isDoubt ? words.doubt_text : origin ? words.open_origin : words.open_text),
        claim.siblings.map((other) => text(say("sibling", {
          units: units(other.quantity_open),
          claim: other.is_here ? h("a", { href: linkTo(other.claim_id) }, other.claim_id) : h("bdi", {}, other.claim_id),
          status: named("status", other.status),
        })))),
    ];
    return section("evidence", h("p", { class: "lead" }, words.evidence_lead), h("ol", { class: "chain" }, steps),
      claim.origin ? null : settlingOf(claim), h("p", { class: "fifo" }, words.fifo));
  }
  // Every payment and found unit of the product: what each belongs to is said of it, whoever's claim shows it.
  function settlingOf({ head, settling, settlingCount }) {
    const lines = settling.reduce((found, row) => {
      const last = found.at(-1);
      if (last && last[0].line_no === row.line_no && last[0].source === row.source) last.push(row);
      else found.push([row]);
      return found;
    }, []);
    const belongsKey = (row) => "belongs_" + row.belonging;
    const belongs = (row, isSplit) => h("div", {}, isSplit ? [h("span", { class: "strong" }, units(row.units)), " "] : null,
      say(belongsKey(row), { target: row.target || words.unknown }),
      row.target && row.target === head.reference_id ? [" ", h("span", { class: "mark own" }, words.settling_here)] : null);
    const rows = lines.map((shares) => [shares[0], shares.some((row) => row.belonging === "doubt" || row.belonging === "none"), [
      [grouped(shares[0].line_units)],
      [h("span", { class: "strong" }, words["source_" + shares[0].source]), h("span", { class: "sub" }, h("bdi", {}, shares[0].reason),
        shares[0].amount === null ? null : [" ", h("span", { class: "money" }, money(shares[0].currency, shares[0].amount.replace("-", "\u2212")))])],
      [shares[0].line_id ? copied(shares[0].line_id, shares[0].line_id) : h("span", { class: "none" }, words.none)],
      [h("span", { class: "day" }, day(shares[0].event_date))],
      shares.map((row) => belongs(row, shares.length > 1)),
      [where(shares[0].file_name, shares[0].line)],
    ]]);
    return [h("h3", { class: "settling-head" }, words.settling),
      rows.length ? plainTable(["cover_units", "cover_what", "cover_id", "cover_day", "settling_belongs", "cover_place"],
        rows.map(([, isOpen, cells]) => [isOpen ? "doubt" : "", cells]), words.settling)
        : text(words.settling_none),
      settlingCount > lines.length
        ? [note(say("settling_more", { shown: grouped(lines.length), n: grouped(settlingCount) })),
          text(command("fba-reconcile why " + head.claim_id))] : null].flat();
  }
  function plainTable(heads, rows, caption) {
    return h("div", { class: "fit" }, h("table", { class: "plain cards cover", role: "table" },
      h("caption", { class: "hidden" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map((key, i) =>
        h("th", { scope: "col", role: "columnheader", class: i === 0 ? "num" : null }, words[key])))),
      h("tbody", { role: "rowgroup" }, rows.map(([className, cells]) => h("tr", { role: "row", class: className },
        cells.map((children, i) => h("td", { role: "cell", "data-label": words[heads[i]], class: i === 0 ? "num" : "" },
          h("div", {}, ...children))))))));
  }
  function ledgerStep(row) {
    const lost = units(Math.abs(row.quantity));
    const values = { day: day(row.event_date), units: lost, place: row.place };
    return h("li", {}, h("h3", {}, say("ledger_head", { units: lost })),
      text(say(row.place ? "ledger_text" : "ledger_text_no_place", values), " ",
        row.meaning ? h("span", { class: "meaning" }, say("code_meaning", { code: row.reason, meaning: ours(row.meaning) })) : null),
      where(row.file_name, row.line),
      row.is_unclear ? h("p", { class: "warning" }, words.unclear) : null,
      stated(row, ["event_date", "reference_id", "quantity", "stated_reconciled", "stated_unreconciled", "reason",
        "place", "disposition", "country", "fnsku", "sku"]));
  }
  // The box, the refund or the damaged return, and the rows of the reports that say so.
  function originStep({ origin, rows }) {
    const isRemoval = origin.kind === "removal";
    const own = isRemoval ? (origin.received_units === null ? "removal_unanswered" : "removal") : origin.kind;
    const values = {
      units: units(isRemoval ? origin.event_units - (origin.received_units ?? 0) : origin.event_units),
      shipped: grouped(origin.event_units), received: grouped(origin.received_units ?? 0), order: origin.order_id,
      tracking: origin.tracking_number || words.unknown, carrier: origin.carrier || words.unknown,
      day: day(isRemoval ? origin.shipped_on : origin.kind === "return" ? origin.returned_on : origin.refunded_on),
      place: origin.place || words.unknown, disposition: origin.disposition,
    };
    const paidBack = origin.money === null ? null : text(say("refund_money", {
      amount: money(origin.currency, origin.money), units: units(origin.money_units ?? 0), day: day(origin.refunded_on),
    }));
    const ofOrder = origin.requested_units === null ? null : text(say("removal_order_text", {
      requested: grouped(origin.requested_units), sent: grouped(origin.order_shipped_units ?? 0),
      boxes: counted(origin.box_count ?? 0, "box_one", "box_many"),
    }));
    const [title, said] = ["origin_head_" + own, "origin_text_" + (isRemoval ? "removal" : own)];
    return h("li", {}, h("h3", {}, say(title, values)), text(say(said, values)),
      paidBack, ofOrder, rows.length ? rowTable(rows) : null);
  }
  function rowTable(rows) {
    const heads = ["row_units", "row_what", "row_id", "row_day", "row_place"];
    const cells = (row) => [
      row.units === null ? ["\u2013"] : [h("span", { class: "strong" }, grouped(row.units))],
      [h("span", { class: "strong" }, words["row_" + row.kind]), h("span", { class: "sub" }, h("bdi", {}, row.detail)),
        row.amount === null ? null : h("span", { class: "sub money" }, money(row.currency, row.amount))],
      [row.row_id ? copied(row.row_id, row.row_id) : h("span", { class: "none" }, words.none)],
      [h("span", { class: "day" }, day(row.event_date))],
      [where(row.file_name, row.line)],
    ];
    return h("div", { class: "fit" }, h("table", { class: "plain cards cover", role: "table" },
      h("caption", { class: "hidden" }, words.rows_caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map((key, i) =>
        h("th", { scope: "col", role: "columnheader", class: i === 0 ? "num" : null }, words[key])))),
      h("tbody", { role: "rowgroup" }, rows.map((row) => h("tr", { role: "row" }, cells(row).map((cell, i) =>
        h("td", { role: "cell", "data-label": words[heads[i]], class: i === 0 ? "num" : "" }, h("div", {}, ...cell))))))),
    rows[0].row_count > rows.length
      ? note(say("rows_more", { shown: grouped(rows.length), n: grouped(rows[0].row_count) })) : null);
  }
  function shipmentStep({ shipment: row, receipts }) {
    const product = h("bdi", {}, row.other_product);
    const surplus = row.other_units === null ? null : h("p", { class: "warning" }, row.other_more
      ? say("shipment_surplus_more", { units: units(row.other_units), product, n: grouped(row.other_more) })
      : say("shipment_surplus", { units: units(row.other_units), product }));
    return h("li", {}, h("h3", {}, say("shipment_head", {
      shipped: grouped(row.shipped_units), received: grouped(row.received_units), units: units(row.lost_units),
    })), text(say("shipment_text", { shipment: row.shipment_id, place: row.place || words.unknown })),
    where(row.file_name, row.line), surplus,
    stated(row, ["shipment_id", "status", "amazon_status", "shipped_on", "delivered_on", "closed_on", "shipped_units",
      "figure_units", "ledger_units", "fnsku", "sku"], "shipment_figures"),
    receipts.length ? receiptTable(receipts) : row.ledger_units === null ? null : note(words.receipts_none));
  }
  function receiptTable(rows) {
    const heads = ["receipt_units", "receipt_day", "receipt_where", "receipt_place"];
    return h("div", { class: "fit" }, cardTable("receipts_caption", heads, rows.map((row) => [
      [h("span", { class: "strong" }, grouped(row.quantity)), row.quantity < 0 ? h("span", { class: "sub" }, words.receipt_correction) : null],
      [h("span", { class: "day" }, day(row.event_date))],
      [h("bdi", {}, row.place), " ", h("span", { class: "sub" }, h("bdi", {}, row.disposition))],
      [where(row.file_name, row.line)],
    ])), rows[0].row_count > rows.length
      ? note(say("receipts_more", { shown: grouped(rows.length), n: grouped(rows[0].row_count) })) : null);
  }
  // A table of which the first column holds numbers; on a narrow screen each row is a card.
  function cardTable(caption, heads, rows) {
    return h("table", { class: "plain cards cover", role: "table" },
      h("caption", { class: "hidden" }, words[caption]),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map((key, i) =>
        h("th", { scope: "col", role: "columnheader", class: i === 0 ? "num" : null }, words[key])))),
      h("tbody", { role: "rowgroup" }, rows.map((cells) => h("tr", { role: "row" }, cells.map((cell, i) =>
        h("td", { role: "cell", "data-label": words[heads[i]], class: i === 0 ? "num" : "" }, h("div", {}, cell)))))));
  }
  function paymentStep({ head, payment }) {
    const total = payment.amount_total === null ? words.unknown : money(payment.currency, payment.amount_total.replace("-", ""));
    const isReversal = head.claim_type === "reimbursement_reversed";
    const figures = stated(payment, ["approved_on", "reimbursement_id", "reason", "amount_per_unit", "amount_total",
      "quantity_cash", "quantity_inventory", "quantity_total", "original_id", "stated_case_id", "order_id", "condition",
      "fnsku", "sku"]);
    const place = where(payment.file_name, payment.line);
    if (isReversal) {
      return h("li", {}, h("h3", {}, say("reversal_head", { amount: total })),
        text(say("reversal_text", {
          day: day(payment.approved_on), taken: units(payment.taken_units ?? 0), given: units(payment.given_units ?? 0),
        })), place, payment.is_unit_guessed ? h("p", { class: "warning" }, words.reversal_guessed) : null, figures,
        originalText(payment));
    }
    const paid = payment.family_money === null ? total : money(payment.currency, payment.family_money);
    const paidUnits = units(payment.family_units ?? payment.quantity_cash ?? 0);
    return h("li", {}, h("h3", {}, say("underpaid_head", { amount: paid, units: paidUnits })),
      text(say("underpaid_text", { day: day(payment.approved_on) })), place,
      payment.family_lines > 1
        ? text(say("family_text", { n: grouped(payment.family_lines), amount: paid, units: paidUnits })) : null,
      payment.family_taken_units ? text(say("family_taken", { units: units(payment.family_taken_units) })) : null,
      figures);
  }
  function originalText(payment) {
    if (!payment.original_id) return text(words.original_unnamed);
    const original = h("bdi", {}, payment.original_id);
    if (!payment.original_line) return text(say("original_unknown", { original }));
    return h("div", { class: "also-row" }, text(say("original_text", {
      original, day: day(payment.original_on), amount: money(payment.currency, payment.original_money),
      units: units(payment.original_units ?? 0),
    })), where(payment.original_file_name, payment.original_line));
  }
  // The figures of a row under Amazon's own names; what Amazon left blank says so.
  function stated(row, columns, title = "figures") {
    const shown = (column) => {
      const value = row[column];
      if (value === null || value === "") return h("span", { class: "none" }, words.blank);
      if (column.endsWith("_on") || column === "event_date") return day(value);
      if (column.startsWith("amount_")) return money(row.currency, value.replace("-", "\u2212"));
      return h("bdi", {}, typeof value === "number" ? grouped(value) : value);
    };
    return h("div", { class: "stated" }, h("h4", {}, words[title]),
      facts(columns.map((column) => [words["figure_" + column], shown(column)]), "figures-list"));
  }
  function partStep(claim, part) {
    const rows = claim.cover.filter((row) => row.loss_no === part.loss_no);
    const ofOrigin = claim.origin && "part_rest_" + { removal: "removal", return: "return" }[claim.origin.kind];
    const key = part.part !== "rest" ? "part_" + part.part
      : claim.payment ? "part_rest_payment" : claim.shipment ? "part_rest_shipment" : words[ofOrigin] ? ofOrigin : claim.origin ? "part_rest_refund" : "part_rest";
    const isAsked = part.asked_units > 0;
    const own = { given_back: "given_back_text", above_paid: "above_paid_text" }[part.part];
    return h("li", { class: isAsked ? "" : "other" },
      h("h3", {}, say(words[key] ? key : "part_rest", { units: units(part.units) })),
      own ? text(words[own]) : null,
      rows.length ? coverTable(rows) : nothingGiven(claim, part),
      rows.length && rows[0].row_count > rows.length
        ? note(say("cover_more", { shown: grouped(rows.length), n: grouped(rows[0].row_count) })) : null,
      isUnderpaid(claim) ? null : h("p", { class: "sum-line" }, say(part.doubt_units ? "part_sum" : "part_sum_no_doubt", {
        units: grouped(part.units), covered: grouped(part.covered_units), doubt: grouped(part.doubt_units),
        open: grouped(part.open_units),
      })));
  }
  const isUnderpaid = (claim) => claim.head.claim_type === "reimbursement_underpaid";
  function nothingGiven(claim, part) {
    if (part.part === "above_paid") return null;
    return h("p", { class: "none" }, isUnderpaid(claim) ? words.underpaid_part
      : claim.origin ? words.nothing_given_origin : words.nothing_given);
  }
  function coverTable(rows) {
    const heads = ["cover_units", "cover_what", "cover_id", "cover_day", "cover_why", "cover_place"];
    const cell = (i, className, ...children) =>
      h("td", { role: "cell", "data-label": words[heads[i]], class: className }, h("div", {}, ...children));
    const body = rows.map((row) => h("tr", { role: "row", class: row.pass_ >= 4 ? "doubt" : "" },
      cell(0, "num", h("span", { class: "strong" }, grouped(row.units)),
        row.cover_units === row.units ? null : h("span", { class: "sub" }, say("cover_of", { units: grouped(row.cover_units) }))),
      cell(1, "", h("span", { class: "strong" }, words["source_" + row.source] || row.source),
        h("span", { class: "sub" }, h("bdi", {}, ours(row.meaning) || row.reason), row.place ? [" ", h("bdi", {}, row.place)] : null,
          row.line_amount === null ? null : [" ", h("span", { class: "money" },
            say("cover_amount", { amount: money(row.currency, row.line_amount), units: units(row.cover_units) }))])),
      cell(2, "", row.reference_id ? copied(row.reference_id, row.reference_id) : h("span", { class: "none" }, words.none)),
      cell(3, "", h("span", { class: "day" }, day(row.event_date))),
      cell(4, "", row.pass_ >= 4 ? [h("span", { class: "badge review" }, words.in_doubt), " "] : null,
        row.is_exact ? words["how_" + row.source] : words["pass_" + row.pass_] || ""),
      cell(5, "", where(row.file_name, row.line))));
    return h("div", { class: "fit" }, h("table", { class: "plain cards cover", role: "table" },
      h("caption", { class: "hidden" }, words.cover_caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map((key, i) =>
        h("th", { scope: "col", role: "columnheader", class: i === 0 ? "num" : null }, words[key])))),
      h("tbody", { role: "rowgroup" }, body)));
  }

  // --- value and window ---------------------------------------------------------------------
  function valueOf({ head, payment, basis, origin, rates }) {
    const values = {
      amount: h("strong", {}, money(head.currency, head.amount)), units: units(head.quantity_open),
      unit: money(head.currency, head.unit_value), day: day(head.event_date || (basis && basis.not_before)),
    };
    let key = "value_" + head.value_basis;
    if (basis && basis.is_capped) key = "value_capped";
    if (basis && basis.status_code === "reversed_above_paid") key = "value_above_paid";
    const isOrder = Boolean(origin) && origin.kind !== "removal";
    if (basis && basis.is_sale_capped) key = "value_sale_capped";
    if (!words[key] || head.amount === null) {
      key = isOrder ? "value_no_refund" : head.event_date || head.window_opens ? "value_unknown" : "value_no_day";
    }
    const rows = [];
    if (basis && basis.cost_sku) {
      rows.push([words.cost_row,
        text(say("cost_text", {
          amount: money(basis.cost_currency, basis.cost_amount), sku: basis.cost_sku, day: day(basis.cost_effective_from),
        })), where(basis.cost_file_name, basis.cost_line),
        basis.cost_approved_on ? text(say("cost_approved", { day: day(basis.cost_approved_on) }))
          : head.value_basis === "underpayment" ? text(words.cost_not_approved) : null]);
    }
    for (const what of ["cost", "cap"]) {
      const used = rates.filter((rate) => rate.what === what);
      if (!used.length) continue;
      rows.push([what === "cap" ? words.rate_row_cap : words.rate_row,
        used[0].way === "cross" ? text(words.rate_cross) : null,
        ...used.flatMap((rate) => [
          text(say("rate_text", { base: rate.base, rate: rate.rate, quote: rate.quote, day: day(rate.rate_on) })),
          where(rate.file_name, rate.line)]),
        what === "cost" ? text(say("rate_cost", { quote: head.currency, amount: money(head.currency, head.cost_price) })) : null]);
    }
    if (basis && basis.cost_sku) {
      rows.push([words.cap_row, ...(basis.cap_amount === null ? [text(words.cap_none)]
        : [text(say("cap_text", { amount: money(basis.cap_currency, basis.cap_amount) })),
          ...trusted(basis.is_cap_verified, "", basis.cap_source)])]);
      rows.push([words.cost_rule_row, ...(basis.cost_rule_from === null ? [text(words.cost_rule_none)]
        : [text(say("cost_rule_text", { day: day(basis.cost_rule_from) })),
          ...trusted(basis.is_cost_rule_verified, basis.cost_rule_taken_from, basis.cost_rule_source)])]);
    }
    if (isOrder && origin.money !== null) {
      rows.push([words.refunded_row, text(say("refund_money", {
        amount: money(origin.currency, origin.money), units: units(origin.money_units ?? 0), day: day(origin.refunded_on),
      }))]);
      if (basis && basis.is_sale_capped) {
        rows.push([words.cap_row, text(say("cap_text", { amount: money(basis.cap_currency, basis.cap_amount) })),
          ...trusted(basis.is_cap_verified, "", basis.cap_source)]);
      }
    }
    if (payment && payment.family_money !== null) {
      rows.push([words.paid_row, text(say("paid_text", {
        amount: money(payment.currency, payment.family_money), units: units(payment.family_units ?? 0),
      })), where(payment.file_name, payment.line)]);
    }
    const isFillable = key === "value_unknown" && head.amount === null && head.value_basis === "unknown";
    return section("value", h("p", { class: "lead-strong" }, say(key, values)), rows.length ? facts(rows, "basis-list") : null,
      isFillable ? [text(say("cost_fill", { day: values.day })), text(command("fba-reconcile costs missing"))] : null);
  }
  // How sure a rule of the value is, and who says it.
  function trusted(isVerified, takenFrom, source) {
    const told = takenFrom ? say("value_taken_over", { region: takenFrom })
      : [isVerified ? words.value_verified : words.value_unverified];
    return [h("p", { class: isVerified ? null : "unsure" }, told), sourcesOf(source)];
  }
  const sourcesOf = (source) => h("ul", { class: "sources" }, source.split("; ").map((one) => h("li", {}, ours(one))));
  // Whether the amount hangs on a rule that nobody verified: the cap that cut it, or the rule that cost decides.
  const isValueDoubtful = ({ head, basis }) => Boolean(basis) && head.amount !== null
    && (((basis.is_capped || basis.is_sale_capped) && !basis.is_cap_verified)
      || (head.value_basis === "underpayment" && !basis.is_cost_rule_verified));
  // Amazon's own words, but not read where Amazon keeps them.
  const isFromCopy = ({ head, basis }) => Boolean(basis && head.rule_id && head.is_rule_verified && basis.rule_confidence !== "certain");
  function windowOf({ head, basis }) {
    if (!basis || !head.rule_id) return section("window", h("p", { class: "lead" }, words.no_rule));
    if (!head.event_date && !head.window_opens) return section("window", h("p", { class: "lead" }, words.no_event_day));
    const event = day(head.event_date);
    const isSettled = basis.settle_first > basis.rule_first;
    const isClosing = head.claim_type === "inbound_shortage" && basis.not_before > basis.rule_first;
    const isReturn = head.claim_type === "customer_return_damaged" && basis.not_before > basis.rule_first;
    const opens = isClosing ? [words.window_first_closed] : isReturn ? [words.window_first_return] : isSettled && basis.is_settled_in_window
      ? say("window_first_settle_in", { event, days: days(basis.settle_days), rule: day(basis.rule_first) })
      : isSettled
      ? say("window_first_settle", { event, days: days(basis.settle_days), rule: day(basis.rule_first) })
      : !basis.opens_days ? [words.window_first_same] : say("window_first_rule", { event, days: days(basis.opens_days) });
    const closes = !head.deadline && head.claim_type === "inbound_shortage" ? [words.window_last_no_delivery]
      : basis.closes_days !== null ? say("window_last_days", { event, days: days(basis.closes_days) })
      : basis.closes_months !== null
        ? say("window_last_months", { event, months: counted(basis.closes_months, "month_one", "month_many") })
        : [words.window_last_unknown];
    const usual = usualOf({ head, basis });
    const isCopy = isFromCopy({ head, basis });
    const isDoubtful = !head.is_rule_verified || isCopy;
    const trust = basis.taken_over_from ? say("taken_over", { region: basis.taken_over_from })
      : [isCopy ? words.verified_copy : isDoubtful ? words.unverified : words.verified];
    return section("window",
      h("div", { class: "two" },
        h("div", {}, h("h3", {}, say("window_first", { day: day(head.window_opens) })), text(opens)),
        h("div", {}, h("h3", {}, say("window_last", { day: day(head.deadline) })), text(closes))),
      usual && h("p", { class: "usual" }, usual), usual && note(words.usual_counted),
      facts([
        [words.rule_row, h("code", {}, head.rule_id), " ", h("span", { class: "sub" },
          basis.rule_from ? say("rule_from", { day: day(basis.rule_from) }) : words.rule_from_unknown)],
        [words.trust_row, h("span", { class: isDoubtful ? "unsure" : "" }, trust)],
        [words.source_row, sourcesOf(basis.rule_source)],
      ], "basis-list"));
  }

  // When Amazon usually pays such a loss by itself, and how old this one is; of few payments only the longest is told.
  function usualOf({ head, basis }) {
    if (!basis.delay_payments || !head.event_date || !["waiting", "claimable"].includes(head.status)) return null;
    const values = {
      age: grouped(fbaFacts.daysSince(head.event_date)), usual: grouped(basis.delay_median), most: grouped(basis.delay_most),
      payments: counted(basis.delay_payments, "payment_one", "payment_many"),
    };
    return say(basis.delay_payments < data.few_payments ? "usual_few" : "usual", values);
  }

  // --- check it yourself --------------------------------------------------------------------
  function checkOf({ head, ledger, payment, origin, shipment }) {
    const keys = (data.checks[head.claim_type] || []).map((key) =>
      (key === "check_reversal_4" && !(payment && payment.original_id) ? "check_reversal_4_unnamed" : key));
    const value = (found, what) => (found ? copied(found, what) : h("span", { class: "none" }, words.none));
    const row = ledger || {};
    const values = {
      day: day(head.event_date),
      fnsku: value(head.fnsku || head.sku, words.id_fnsku),
      reference: value(head.reference_id, words[payment ? "id_reimbursement" : shipment ? "id_shipment" : "id_reference"]),
      original: value(payment && payment.original_id, words.id_original),
      quantity: row.quantity === undefined ? words.unknown : grouped(row.quantity),
      order: value(head.reference_id, words[origin ? idOfOrder(origin) : "id_order"]),
      tracking: value(origin && origin.tracking_number, words.id_tracking),
      shipped: day(origin && origin.shipped_on), returned: day(origin && origin.returned_on),
      plates: value(origin && origin.license_plates, words.id_plates),
      reason: row.reason || head.reason_code || words.unknown,
    };
    return section("check",
      keys.length ? [h("p", { class: "lead" }, words.check_lead),
        h("ol", { class: "clicks" }, keys.map((key) => h("li", {}, say(key, values))))] : null,
      ledger ? note(words.check_ledger_more) : null,
      h("p", { class: "terminal" }, words.check_terminal, " ", command("fba-reconcile why " + head.claim_id)));
  }

  // --- file it ------------------------------------------------------------------------------
  // Days since the event that a report does not cover: what made the loss good may have come on one of them.
  function holesOf(holes) {
    return holes.length ? h("div", { class: "warning holes" }, text(words.holes),
      h("ul", {}, holes.map((hole) => h("li", {}, say("hole_days", {
        report: named("report", hole.report), first: day(hole.first_day), last: day(hole.last_day),
      }))))) : null;
  }
  function fileOf({ head, holes }, found) {
    if (!found) {
      const key = words["not_fileable_" + head.status] ? "not_fileable_" + head.status : "not_fileable_claimable";
      return section("file", h("p", { class: "lead" }, say(key, {
        day: day(head.status === "waiting" ? head.window_opens : head.deadline), case: head.case_id || words.unknown,
      })));
    }
    const one = found.head;
    const hasPassed = fbaFacts.hasPassed(one.first_deadline);
    const isStale = isPast(one) || hasPassed;
    const ticks = ticksOf(found);
    if (one.standing === "reported") return reportedOf(found, head);
    const isRequest = found.route !== null && found.route.is_request;
    const others = one.claim_ids.filter((id) => id !== head.claim_id);
    const hidden = one.claim_count - 1 - Math.min(others.length, 30);
    return section("file",
      h("p", { class: "lead-strong" }, say(isRequest ? "file_lead_request" : "file_lead", {
        claims: counted(one.claim_count, "claim_one", "claim_many"), units: units(one.unit_count),
        amount: one.amount === null ? words.no_value : h("strong", {}, worth({ ...one, value_basis: head.value_basis })),
      })),
      one.part_count > 1 ? text(say("file_part", { part: one.part, parts: one.part_count }), " ", sistersOf(one)) : null,
      one.standing === "below_min_value" ? note(words.file_below) : null,
      one.unvalued_units ? note(say("file_unvalued", { units: units(one.unvalued_units) })) : null,
      others.length ? h("p", { class: "others" }, words.file_others, " ",
        others.slice(0, 30).flatMap((id) => [h("a", { href: linkTo(id, "file") }, id), " "]),
        hidden > 0 ? say("file_others_more", { n: grouped(hidden) }) : null) : null,
      isStale ? refresh(one, head.account, hasPassed) : null,
      holesOf(holes),
      copiedBefore(ticks),
      h("h3", {}, words.ticks),
      h("ol", { class: "ticks" }, found.ticks.map((step, i) => h("li", {},
        h("label", {}, ticks.boxes[i], h("span", {}, ours(step.text))), stepMore(step)))),
      h("h3", {}, found.route ? say("route", { tool: ours(found.route.tool) }) : words.no_route),
      found.route ? [h("ol", { class: "clicks route" }, found.steps.map((step) => h("li", {}, h("p", {}, ours(step.text)), stepMore(step, isStale)))),
        found.route.note ? note(ours(found.route.note)) : null,
        note(say(found.route.is_verified ? "route_verified" : "route_unverified",
          { source: found.route.source.split("; ").map(ours).join(words.sources_apart), day: day(found.route.checked_on) }))] : null,
      draftsOf(found, isStale, ticks), nextOf(found, head, ticks));
  }
  // Put away as filed: the text stays readable, nothing is left to do but to wait for the answer.
  function reportedOf({ head: one, route, drafts, reading }, head) {
    return section("file", h("p", { class: "lead" }, words.not_fileable_reported),
      drafts.length ? note(words.reported_draft) : null,
      [...drafts, reading].filter(Boolean).map((draft) => h("details", { class: "reading", lang: draft.language },
        h("summary", {}, words["language_" + draft.language] || draft.language),
        h("p", { class: "subject" }, draft.subject), h("div", { class: "body" }, draft.body.trim()))),
      h("div", { class: "next-steps", id: "next" }, h("h3", {}, words.next),
        h("ol", { class: "clicks" }, answerSteps(one, head, route !== null && route.is_request))));
  }
  // Where one group of claims makes several cases, each must know the others, or its own search stops it.
  function sistersOf({ sister_ids: ids, part }) {
    const told = ids.slice(0, 12).map((id, i) => h("span", {}, i ? words.sources_apart : "",
      say("file_sister", { part: i + 1 < part ? i + 1 : i + 2, id })));
    return say("file_sisters", { ids: h("span", {}, told, ids.length > told.length ? " \u2026" : "") });
  }
  function ticksOf(found) {
    const one = found.head;
    const key = one.case_key;
    const facts = [one.facts_of, ...one.claim_ids].join(" ");
    const before = fbaKept.of(key);
    const ticked = before.facts === facts && Array.isArray(before.ticked) ? before.ticked : [];
    const listeners = [];
    const tell = () => { for (const listener of listeners) listener(); };
    const note = (what, on) => { fbaKept.note(key, what, on, one.claim_ids); tell(); };
    const boxes = found.ticks.map((_, i) => h("input", { type: "checkbox", id: "tick-" + i }));
    boxes.forEach((box, i) => {
      box.checked = ticked[i] === true;
      box.addEventListener("change", () => {
        fbaKept.keep(key, { facts, ticked: boxes.map((other) => other.checked) });
        tell();
      });
    });
    return {
      boxes,
      areSet: () => boxes.every((box) => box.checked),
      copiedOn: () => fbaKept.day(key, "copied", one.claim_ids),
      filedOn: () => fbaKept.day(key, "filed", one.claim_ids),
      copied: () => note("copied", fbaFacts.today()),
      filed: (isFiled) => note("filed", isFiled ? fbaFacts.today() : ""),
      listen(listener) { listeners.push(listener); listener(); },
    };
  }
  function copiedBefore(ticks) {
    const made = h("p", { class: "warning", id: "copied-before", hidden: true });
    ticks.listen(() => {
      const filed = ticks.filedOn();
      const on = filed || ticks.copiedOn();
      made.hidden = !on;
      if (on) made.replaceChildren(...say(filed ? "next_filed_on" : "next_copied", { day: day(on) }));
    });
    return made;
  }
  // A case filed twice is worse than one not filed: what comes next is always in sight, on paper too.
  function nextOf({ head: one, route }, head, ticks) {
    const isRequest = route !== null && route.is_request;
    const word = (name) => words["next_" + name + (isRequest ? "_request" : "")];
    const reason = isRequest ? "asked in the tool on DAY" : "filed as case CASE_NUMBER";
    const ids = one.claim_ids.join(" ");
    const box = h("input", { type: "checkbox", id: "filed" });
    box.addEventListener("change", () => ticks.filed(box.checked));
    ticks.listen(() => { box.checked = Boolean(ticks.filedOn()); });
    return h("div", { class: "next-steps", id: "next" }, h("h3", {}, words.next),
      h("p", { class: "filed-tick" }, h("label", {}, box, h("span", {}, word("filed"))), note(words.next_filed_kept)),
      h("ol", { class: "clicks" },
        h("li", {}, text(word("number"))),
        h("li", {}, text(word("dismiss")), text(command(`fba-reconcile claims dismiss ${ids} --reason "${reason}"`)),
          text(command("fba-reconcile run")),
          one.claim_count > one.claim_ids.length
            ? note(say("next_hidden", { command: h("code", {}, "fba-reconcile claims --status claimable") })) : null),
        answerSteps(one, head, isRequest)));
  }
  // From the filing to the last word on it.
  function answerSteps(one, head, isRequest) {
    const word = (name) => words["next_" + name + (isRequest ? "_request" : "")];
    const reports = one.reports.map((kind) => named("report", kind)).join(words.sources_apart);
    return [
      h("li", {}, text(word("once"))),
      h("li", {}, text(word("answer")), text(words.next_long)),
      h("li", {}, text(say("next_week", { reports })), data.refresh[head.account].map((line) => text(command(line)))),
      h("li", {}, text(word("partial")), text(command("fba-reconcile claims restore " + head.claim_id)),
        text(command("fba-reconcile run"))),
      h("li", {}, text(word("refused"))),
    ];
  }
  // The facts of a case hold for some days, counted on the reader's own clock; after that nothing of it is copied.
  const isPast = (one) => one.is_stale || !one.valid_to || fbaFacts.today() > one.valid_to;
  function refresh(one, account, hasPassed) {
    const reports = one.reports.map((kind) => named("report", kind)).join(words.sources_apart);
    return h("div", { class: "warning stale", id: "stale" },
      hasPassed ? h("p", {}, h("strong", {}, words.passed_sentence), " ", say("passed_case", { day: day(one.first_deadline) })) : null,
      hasPassed && !isPast(one) ? null : h("p", {}, h("strong", {}, one.facts_of
        ? say("stale", { day: day(one.facts_of), last: day(one.valid_to) }) : words.facts_unknown)),
      text(say("stale_how", { reports })), data.refresh[account].map((line) => text(command(line))),
      text(words.stale_through));
  }
  function stepMore(step, isStale = false) {
    const values = step.values.slice(0, 12).map((value) => copied(value, value, isStale));
    const candidates = (step.candidates || []).slice(0, 12).map((value) => copied(value, value, isStale));
    const isPage = step.link.startsWith("https://");
    const paste = step.draft_part ? h("span", { class: "paste" }, words["paste_" + step.draft_part]) : null;
    if (!step.menu.length && !values.length && !candidates.length && !isPage && !step.field && !paste) return null;
    return h("div", { class: "more-of-step" },
      step.menu.length ? h("p", { class: "menu" }, menu(step.menu)) : null,
      isPage ? h("p", {}, h("a", { href: step.link, target: "_blank", rel: "noopener noreferrer" }, words.open_page)) : null,
      step.field || values.length || paste
        ? h("p", { class: "field" }, step.field ? h("span", { class: "field-name" }, ours(step.field)) : null, values, paste) : null,
      candidates.length ? h("p", { class: "field" }, h("span", { class: "field-name" }, words.candidates), candidates) : null);
  }
  function draftsOf({ head, route, missing, drafts, reading }, isStale, ticks) {
    if (!drafts.length) return null;
    const hasSubject = route === null || !route.is_request;
    const first = h("p", { class: "tick-first", id: "tick-first" }, words.tick_first);
    const buttons = [];
    const paste = (value, what) => {
      const button = copyButton(value, what, isStale, () => ticks.copied());
      button.setAttribute("aria-describedby", "tick-first");
      buttons.push(button);
      return button;
    };
    const shown = [
      h("h3", {}, words.draft),
      h("p", { class: isStale ? "warning" : "facts-of" }, head.facts_of
        ? say("facts_of", { day: day(head.facts_of), last: day(head.valid_to) }) : words.facts_unknown),
      missing.map((one) => h("p", { class: "warning" }, one.first
        ? say("missing_days", { report: named("report", one.kind), first: day(one.first), last: day(one.last) })
        : words["missing_" + one.kind] || one.kind)),
      first,
      h("div", { class: drafts.length > 1 || reading ? "drafts two" : "drafts" }, drafts.map((draft) => {
        const language = words["language_" + draft.language] || draft.language;
        const what = (label) => (drafts.length > 1 ? told("draft_in", { what: words[label], language }) : words[label]);
        const isFirst = draft === drafts[0];
        return h("div", { class: isFirst ? "draft" : "draft other", lang: draft.language },
          drafts.length > 1 ? h("h4", { lang: data.tag }, say(isFirst ? "draft_first" : "draft_other", { language })) : null,
          hasSubject ? h("div", { class: "paper" },
            h("div", { class: "paper-head", lang: data.tag }, h("span", {}, words.subject), isFirst ? paste(draft.subject, what("subject")) : null),
            h("pre", { class: "subject" }, draft.subject)) : null,
          h("div", { class: "paper" },
            h("div", { class: "paper-head", lang: data.tag }, h("span", {}, words.body), isFirst ? paste(draft.body, what("body")) : null),
            h("pre", { class: "body" }, draft.body)));
      }), reading && readingOf(reading, drafts, hasSubject)),
    ];
    ticks.listen(() => {
      first.hidden = isStale || ticks.areSet();
      for (const button of buttons) button.disabled = isStale || !ticks.areSet();
    });
    return shown;
  }

  // What the text says, in the language of the page: to be read, so nothing here is copied by a button.
  function readingOf(reading, drafts, hasSubject) {
    const languages = words["language_" + drafts[0].language] || drafts[0].language;
    return h("details", { class: "reading", id: "reading", lang: reading.language, open: true },
      h("summary", {}, words.reading),
      h("p", { class: "not-pasted" }, say("reading_lead", { languages })),
      hasSubject ? [h("h4", {}, words.subject), h("p", { class: "subject" }, reading.subject)] : null,
      h("h4", {}, words.body), h("div", { class: "body" }, reading.body.trim()));
  }

  // --- the page -----------------------------------------------------------------------------
  let shown = "";
  let shownOn = "";
  function address() {
    const told = location.hash.slice(1);
    const [id, place] = (/^[^/]*%2F(answer|evidence|value|window|check|file)$/i.test(told) ? told.replace(/%2F(?=[a-z]+$)/i, "/") : told).split("/");
    try { return [decodeURIComponent(id), place || ""]; }
    catch { return [id, place || ""]; }
  }
  function message(...children) {
    main.replaceChildren(h("section", { class: "message" }, ...children));
  }
  async function open() {
    const [id, place] = address();
    if (!id) { shown = ""; message(h("h1", { tabindex: "-1", id: "claim-title" }, words.no_id)); return; }
    if (id !== shown || shownOn !== fbaFacts.today()) {
      message(text(words.loading));
      try {
        const claim = await claimById(id);
        const found = claim && await caseByNumber(claim.caseNumber);
        if (address()[0] !== id) return;
        shown = id;
        shownOn = fbaFacts.today();
        document.title = told("title", { claim: id });
        if (!claim) {
          message(h("h1", { tabindex: "-1", id: "claim-title" }, say("title", { claim: id })),
            ...(/^[A-Za-z0-9-]+$/.test(id)
              ? [text(say("not_here", { claim: id })), text(command("fba-reconcile why " + id))]
              : [text(say("not_here_at_all", { claim: id }))]));
          return;
        }
        main.replaceChildren(h("section", { class: "top" }, headOf(claim, found)), answerOf(claim) || "", evidenceOf(claim), valueOf(claim),
          windowOf(claim), checkOf(claim), fileOf(claim, found));
      } catch (fault) {
        if (!(fault instanceof Error) || !/^(claims|cases)\d+$/.test(fault.message)) throw fault;
        shown = "";
        message(h("h1", { tabindex: "-1", id: "claim-title" }, say("title", { claim: id })), text(words.replaced));
        return;
      }
    }
    const target = place && document.getElementById(place);
    const isSection = target instanceof HTMLElement && target.tagName === "SECTION";
    if (isSection) { target.scrollIntoView(); target.focus({ preventScroll: true }); return; }
    scrollTo(0, 0);
    document.getElementById("claim-title")?.focus({ preventScroll: true });
  }
  window.addEventListener("hashchange", open);
  // A page left open over night: what was good yesterday may be so no more.
  for (const moment of ["visibilitychange", "focus"]) {
    window.addEventListener(moment, () => { if (shown && shownOn !== fbaFacts.today()) open(); });
  }
  open();
})();
