"use strict";
// The cases to file, list by list. The first of each list stand in the page; where there are more, DataTables shows
// all of them page by page, in the same order. The rows lie in #cases-data; texts reach the DOM as text alone.
(() => {
  const data = JSON.parse(document.getElementById("cases-data").textContent);
  const words = data.words;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== ""));
    return made;
  }
  const cells = {
    account: (row) => [element("bdi", "", row.account)],
    case(row) {
      const name = element(row.link ? "a" : "span", "strong", row.type);
      if (row.link) name.href = row.link;
      name.setAttribute("aria-label", fill(words.named, { claim_type: row.type, about: row.about.split("{id}").join(row.id) }));
      const [before, ...after] = row.about.split("{id}");
      const about = element("span", "sub", before, element("bdi", "", row.id), after.join("{id}"));
      return [name, about, ...row.marks.map((mark) => element("span", "mark", mark))];
    },
    product(row) {
      const title = element("span", "title", row.title);
      title.dir = "auto";
      const dot = element("span", "", "\u00b7");
      dot.setAttribute("aria-hidden", "true");
      return [title, element("span", "sub ids", element("bdi", "", row.sku), " ", dot, " ", element("bdi", "", row.fnsku))];
    },
    units: (row) => [row.units],
    amount: (row) => [
      element("span", row.has_value ? "strong" : "none", row.amount),
      ...(row.unpriced ? [element("span", "sub", row.unpriced)] : []),
    ],
    last(row) {
      const left = element("span", row.is_urgent ? "sub urgent" : "sub", row.left);
      if (!row.last_day) return [left];
      left.dataset.lastDay = row.last_day;
      return [element("span", "day", row.day), " ", left];
    },
    // A claim without a view is told by the terminal alone.
    check(row) {
      if (!row.check) return [element("code", "command", row.command)];
      const link = element("a", "", words.check);
      link.href = row.check;
      link.setAttribute("aria-label", fill(words.named, { claim_type: words.check, about: row.about.split("{id}").join(row.id) }));
      return [link];
    },
  };
  const columns = data.columns.filter((name) => cells[name]);

  function shown(name, row) {
    const made = document.createDocumentFragment();
    made.append(...cells[name](row));
    return made;
  }
  function start(table, rows) {
    const heads = [...table.tHead.rows[0].cells];
    const labels = heads.map((head) => head.textContent);
    const classes = heads.map((head) => head.className);
    const paging = { firstLast: true, buttons: matchMedia("(max-width: 800px)").matches ? 3 : 7 };
    const listed = new DataTable(table, {
      data: rows.map((row) => Object.fromEntries(data.fields.map((name, i) =>
        [name, name === "marks" ? row[i].map((number) => data.texts[number])
          : typeof row[i] === "boolean" ? row[i] : data.texts[row[i]]]))),
      columns: columns.map((name, index) => ({
        data: null, orderable: false, className: classes[index].includes("num") ? "num" : "",
        createdCell(cell) {
          cell.dataset.label = labels[index];
          cell.setAttribute("role", "cell");
          for (const left of cell.querySelectorAll("[data-last-day]")) fbaFacts.count(left);
        },
        render: (row, purpose) => (purpose === "display" ? shown(name, row) : ""),
      })),
      createdRow(line, row) {
        line.setAttribute("role", "row");
        Object.assign(line.dataset, { case: row.key, claims: row.ids });
        fbaTodo.mark(line);
      },
      autoWidth: false, deferRender: true, ordering: false, searching: false, pageLength: data.page_size,
      layout: {
        topStart: null, topEnd: null, bottomStart: null, bottomEnd: null,
        bottom1Start: { paging }, bottom1End: "info",
      },
      language: {
        info: fill(words.shown, { first: "_START_", last: "_END_", found: "_TOTAL_" }),
        decimal: data.decimal_sign, thousands: data.group_sign,
        paginate: { previous: words.previous, next: words.next, first: "\u00ab", last: "\u00bb" },
        aria: {
          paginate: {
            previous: words.previous, next: words.next, number: words.page_number + " ",
            first: words.first, last: words.last,
          },
        },
      },
    });
    const printed = element("p", "note only-print", rows.length > data.printed
      ? fill(words.printed, { printed: data.printed, found: rows.length }) : "");
    printed.hidden = rows.length <= data.printed;
    table.closest(".dt-container").after(printed);
    // Paper has no pages to leaf through: all cases, up to a limit, in their order.
    let before = null;
    window.addEventListener("beforeprint", () => {
      if (before) return;
      before = listed.page.info();
      listed.page.len(data.printed).page(0).draw(false);
    });
    window.addEventListener("afterprint", () => {
      if (!before) return;
      listed.page.len(before.length).page(before.page).draw(false);
      before = null;
    });
    const box = table.closest(".dt-container");
    box.querySelector(".dt-paging nav").setAttribute("aria-label", fill(words.pages, { list: table.caption.textContent }));
    for (const part of [table.tHead, table.tBodies[0]]) part.setAttribute("role", "rowgroup");
    table.setAttribute("role", "table");
    table.tHead.rows[0].setAttribute("role", "row");
    for (const head of table.tHead.rows[0].cells) head.setAttribute("role", "columnheader");
    table.tabIndex = -1;
    // Who leafs below the list reads on at its top.
    listed.on("page", () => listed.one("draw", () => {
      table.focus({ preventScroll: true });
      table.scrollIntoView({ block: "start" });
    }));
  }

  for (const [id, rows] of Object.entries(data.lists)) {
    const table = document.getElementById(id);
    if (!table || rows.length <= data.first) continue;
    start(table, rows);
    document.querySelector('[data-first-of="' + id + '"]').hidden = true;
  }
  // A step of the page may lead to a list that is folded.
  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }
  window.addEventListener("hashchange", unfold);
  unfold();
})();
