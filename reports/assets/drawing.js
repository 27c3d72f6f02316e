"use strict";
// The drawing of a product: its stock as a line, a lane of marks for each kind of event, and what is open today since
// when. A picture of elements with a class each: the style sheet has the colours, and shape and sign say the same as
// colour. Nothing moves and nothing is to be clicked; the table below it tells every mark.
const fbaDrawing = (data, { say, told, counted, grouped, units, day }) => {
  const { words } = data;
  const DAY = 86400000;
  const LANES = {
    received: ["received", "surplus"],
    sold: ["sold"],
    // What the returns report says came back is in the ledger as well.
    returned: ["returned"],
    removed: ["removed"],
    refunded: ["refunded"],
    lost: ["lost", "short", "removal_lost"],
    damaged: ["damaged", "return_damaged"],
    found: ["found", "graded"],
    paid: ["paid", "charged"],
    taken: ["taken"],
  };
  const LOSSES = new Set(["lost", "damaged", "taken", "refunded"]);
  const FONT = 12;

  function s(name, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
    made.append(...children.flat().filter((child) => child !== null && child !== ""));
    return made;
  }
  const measure = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  function widthOf(text, weight = 400) {
    measure.font = weight + " " + FONT + "px " + family;
    return measure.measureText(text).width;
  }
  const time = (iso) => Date.parse(iso);
  const opened = (event) => event.shares.reduce((sum, share) => sum + (share.kind === "open" ? share.units : 0), 0);
  const isGradedBack = (event) => event.kind === "graded" && event.shares.some(({ kind }) => kind === "used" || kind === "perhaps");
  function laneOf(event) {
    if (event.kind === "graded" && !isGradedBack(event)) return null;
    if (event.kind === "damaged" && event.units > 0) return null;
    return Object.keys(LANES).find((lane) => LANES[lane].includes(event.kind)) || null;
  }
  // What a report signs the way it moves the stock; a loss outside the ledger is one all the same.
  const signed = (event, lane) => (event.changes_stock || !LOSSES.has(lane) ? event.units ?? 0 : -Math.abs(event.units ?? 0));
  const withSign = (number) => (number > 0 ? "+" : "") + grouped(number);

  // A round step so that a scale has three or four lines.
  function stepOf(most) {
    const power = 10 ** Math.floor(Math.log10(Math.max(most / 3, 1)));
    return [1, 2, 5, 10].map((one) => one * power).find((one) => most / one <= 4) || 10 * power;
  }

  // Marks that would touch become one, with the sum of their units.
  function clustered(marks) {
    const found = [];
    for (const mark of marks.sort((a, b) => a.x - b.x)) {
      let one = { from: mark.x, to: mark.x, units: mark.units, isOpen: mark.isOpen, events: [...mark.events] };
      while (found.length) {
        const last = found.at(-1);
        const gap = placed(one).left - placed(last).right;
        if (gap > 2) break;
        found.pop();
        one = {
          from: last.from, to: one.to, units: last.units + one.units, isOpen: last.isOpen || one.isOpen,
          events: [...last.events, ...one.events],
        };
      }
      found.push(one);
    }
    return found;
  }
  function placed(one) {
    const wide = Math.max(widthOf(withSign(one.units), 600) + 10, 20);
    const middle = (one.from + one.to) / 2;
    return { wide, middle, left: middle - wide / 2, right: middle + wide / 2 };
  }

  // What stands under the pointer; the table says it to everybody.
  function tipOf(lane, { events, units: sum }) {
    const first = events.reduce((least, event) => (event.first_day < least ? event.first_day : least), events[0].first_day);
    const last = events.reduce((most, event) => (event.last_day > most ? event.last_day : most), events[0].last_day);
    const rows = events.reduce((count, event) => count + event.row_count, 0);
    const days = first === last ? day(first) : told("span", { first: day(first), last: day(last) });
    return told("mark_rows", { lane: words["lane_" + lane], days, units: withSign(sum), rows: counted(rows, "row_one", "row_many") });
  }

  function draw({ head, weeks, events }, basis, width, isPaper) {
    const isNarrow = width < 560;
    const gutter = isNarrow ? 0 : Math.max(...Object.keys(LANES).map((lane) => widthOf(words["lane_" + lane]))) + 56;
    const right = 14;
    const end = time(head.last_day);
    const begin = Math.min(time(head.first_day), end - 28 * DAY);
    const x = (moment) => gutter + 6 + (Math.min(Math.max(moment, begin), end) - begin) / (end - begin) * (width - gutter - right - 6);
    const parts = [];

    const byLane = {};
    for (const event of events) {
      const lane = laneOf(event);
      if (lane) (byLane[lane] ||= []).push(event);
    }
    const lanes = Object.keys(LANES).filter((lane) => byLane[lane]);
    const stockTop = isNarrow ? 24 : 12, stockHigh = isNarrow || isPaper ? 130 : 170;
    const laneHigh = isNarrow ? 46 : isPaper ? 27 : 32;
    const openHigh = head.open_units ? (isNarrow ? 74 : isPaper ? 46 : 56) : 0;
    const lanesTop = stockTop + stockHigh + 16;
    const openTop = lanesTop + lanes.length * laneHigh + (openHigh ? 10 : 0);
    const bottom = openTop + openHigh;
    const high = bottom + 30;

    parts.push(...gaps(basis, begin, end).map(([from, to]) => s("rect", {
      class: "gap", x: x(from), y: stockTop, width: Math.max(x(to + DAY) - x(from), 2), height: bottom - stockTop,
    }, s("title", {}, words.key_gap))));
    parts.push(...months());
    parts.push(stock());
    lanes.forEach((lane, i) => parts.push(...laneMarks(lane, lanesTop + i * laneHigh)));
    if (openHigh) parts.push(...openArea());
    parts.push(s("line", { class: "today", x1: x(end), x2: x(end), y1: stockTop - 6, y2: bottom }));
    if (basis.records_begin && time(basis.records_begin) > begin) parts.push(...beginLine());
    return s("svg", { width, height: high, viewBox: `0 0 ${width} ${high}`, "aria-hidden": "true", focusable: "false" },
      s("defs", {}, s("pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        s("rect", { width: 6, height: 6, class: "hatch-ground" }), s("line", { x1: 0, y1: 0, x2: 0, y2: 6, class: "hatch" }))),
      ...parts);

    function months() {
      const found = [];
      const first = new Date(begin);
      const span = (end - begin) / DAY / 30.4;
      const room = (width - gutter - right) / Math.max(span, 1);
      const step = [1, 2, 3, 6, 12].find((one) => one * room > (isNarrow ? 44 : 50)) || 12;
      let lastYear = null;
      for (let year = first.getUTCFullYear(), month = first.getUTCMonth(); Date.UTC(year, month, 1) <= end; month += 1) {
        const moment = Date.UTC(year, month, 1);
        const at = new Date(moment);
        if (moment < begin || at.getUTCMonth() % step) continue;
        found.push(s("line", { class: "month", x1: x(moment), x2: x(moment), y1: stockTop, y2: bottom + 4 }));
        const isYear = at.getUTCFullYear() !== lastYear;
        lastYear = at.getUTCFullYear();
        const label = data.months[at.getUTCMonth()];
        const anchor = x(moment) + widthOf(label) / 2 > width - 2 ? "end" : x(moment) - widthOf(label) / 2 < 2 ? "start" : "middle";
        found.push(s("text", { class: "axis", x: x(moment), y: bottom + 16, "text-anchor": anchor }, label));
        if (isYear) found.push(s("text", { class: "axis year", x: x(moment), y: bottom + 29, "text-anchor": anchor }, String(lastYear)));
      }
      return found;
    }

    function label(text, top, className = "") {
      return s("text", { class: "lane " + className, x: 0, y: isNarrow ? top + 12 : top + laneHigh / 2 + 4 }, text);
    }

    function stock() {
      const most = Math.max(1, head.opening_units, ...weeks);
      const step = stepOf(most);
      const top = Math.ceil(most / step) * step;
      const at = (number) => stockTop + stockHigh - Math.max(number, 0) / top * stockHigh;
      const group = s("g", {});
      for (let number = 0; number <= top; number += step) {
        group.append(s("line", { class: number ? "grid" : "ground", x1: gutter + 6, x2: width - right, y1: at(number), y2: at(number) }));
        if (!isNarrow || number) {
          group.append(s("text", { class: "axis", x: isNarrow ? 2 : gutter - 4, y: isNarrow ? at(number) + 12 : at(number) + 4, "text-anchor": isNarrow ? "start" : "end" }, grouped(number)));
        }
      }
      if (weeks.length) {
        // The stock of each evening of a Sunday, and that of the last day.
        let path = `M${x(time(head.week_begins))} ${at(head.opening_units)}`;
        weeks.forEach((number, i) => { path += `L${x(time(head.week_begins) + (7 * i + 6) * DAY)} ${at(number)}`; });
        group.append(s("path", { class: "stock-area", d: `${path}V${at(0)}H${x(time(head.week_begins))}Z` }), s("path", { class: "stock-line", d: path }));
        const last = grouped(weeks.at(-1));
        group.append(s("text", { class: "stock-end halo", x: width - right - 4, y: Math.max(at(weeks.at(-1)) - 8, stockTop + 10), "text-anchor": "end" }, last));
      }
      group.append(s("text", { class: "lane head", x: 0, y: isNarrow ? stockTop - 10 : stockTop + 10 }, words.lane_stock));
      return group;
    }

    // Sales, and what else is summed, stand in the middle of their months; some months together where they are narrow.
    function monthMarks(summed) {
      const room = (width - gutter - right) / Math.max((end - begin) / DAY / 30.4, 1);
      const groups = new Map();
      for (const event of summed) {
        const at = new Date(time(event.last_day));
        const key = at.getUTCFullYear() * 12 + at.getUTCMonth();
        groups.set(key, [...(groups.get(key) || []), event]);
      }
      const step = [1, 2, 3, 6, 12].find((one) => one * room > widestOf([...groups.values()], one)) || 12;
      const wide = new Map();
      for (const [key, some] of groups) {
        const first = Math.floor(key / step) * step;
        wide.set(first, [...(wide.get(first) || []), ...some]);
      }
      const found = [];
      for (const [key, some] of wide) {
        const from = x(Date.UTC(Math.floor(key / 12), key % 12, 1));
        let one = { from, to: x(Date.UTC(Math.floor((key + step) / 12), (key + step) % 12, 1)), events: some };
        // The first and the last month may be short.
        while (found.length && edge(one, -1) < edge(found.at(-1), 1) + 6) {
          const last = found.pop();
          one = { from: last.from, to: one.to, events: [...last.events, ...one.events] };
        }
        found.push(one);
      }
      return found.map((one) => ({ ...one, units: total(one.events) }));
    }
    function total(some) { return some.reduce((sum, event) => sum + (event.units ?? 0), 0); }
    function edge(one, side) { return (one.from + one.to + side * widthOf(grouped(total(one.events)))) / 2; }
    function widestOf(groups, step) {
      const most = Math.max(...groups.map((some) => Math.abs(total(some)))) * step;
      return widthOf("\u2212" + grouped(most)) + 8;
    }

    function laneMarks(lane, top) {
      const middle = isNarrow ? top + 29 : top + laneHigh / 2;
      const mine = byLane[lane];
      const found = [s("line", { class: "lane-line", x1: 0, x2: width - right, y1: top, y2: top }), label(words["lane_" + lane], top)];
      if (lane === "sold") {
        for (const one of monthMarks(mine)) {
          found.push(s("text", { class: "sold", x: Math.min((one.from + one.to) / 2, width - right - widthOf(grouped(one.units)) / 2 - 3), y: middle + 4, "text-anchor": "middle" }, grouped(one.units),
            s("title", {}, tipOf(lane, one))));
        }
        return found;
      }
      const marks = mine.map((event) => ({
        x: x((time(event.first_day) + time(event.last_day)) / 2), units: signed(event, lane), isOpen: opened(event) > 0, events: [event],
      }));
      for (const one of clustered(marks)) {
        const { wide, middle: at } = placed(one);
        const left = Math.min(Math.max(at - wide / 2, gutter), width - wide);
        const className = "mark-" + lane + (one.isOpen ? " is-open" : "");
        found.push(s("g", { class: "pill " + className },
          s("title", {}, tipOf(lane, one)),
          s("rect", { x: left, y: middle - 10, width: wide, height: 20, rx: LOSSES.has(lane) ? 3 : 10 }),
          s("text", { x: left + wide / 2, y: middle + 4, "text-anchor": "middle" }, withSign(one.units))));
      }
      return found;
    }

    // From the day of each loss that is open the step rises; at the end it is what the claims ask for.
    function openArea() {
      const steps = events.filter((event) => opened(event) > 0).map((event) => [x(time(event.first_day)), opened(event)]);
      const most = head.open_units;
      const foot = bottom - 2, top = openTop + (isNarrow ? 34 : 18);
      const at = (number) => foot - number / most * (foot - top);
      const before = most - steps.reduce((sum, [, number]) => sum + number, 0);
      let stand = before;
      let path = `M${before ? x(begin) : steps.length ? steps[0][0] : x(end)} ${foot}`;
      if (before) path += `V${at(before)}`;
      for (const [left, number] of steps) { stand += number; path += `H${left}V${at(stand)}`; }
      const line = path + `H${x(end)}`;
      return [
        s("line", { class: "lane-line", x1: 0, x2: width - right, y1: openTop, y2: openTop }),
        label(words.lane_open, openTop, "is-open"),
        s("path", { class: "open-area", d: line + `V${foot}Z` }),
        s("path", { class: "open-line", d: line }),
        s("text", { class: "open-end halo", x: x(end) - 4, y: top - 5, "text-anchor": "end" }, told("open_since", { n: grouped(most) })),
      ];
    }

    function beginLine() {
      const at = x(time(basis.records_begin));
      const isLeft = at + widthOf(words.begins) + 6 > width - right;
      return [
        s("line", { class: "begins", x1: at, x2: at, y1: stockTop - 6, y2: bottom }),
        s("text", { class: "axis halo", x: at + (isLeft ? -4 : 4), y: stockTop + 4, "text-anchor": isLeft ? "end" : "start" }, words.begins),
      ];
    }
  }

  // Days between the first event and the last day that no ledger on file covers, from and to.
  function gaps(basis, begin, end) {
    const found = [];
    let next = begin;
    for (const [first, last] of [...basis.ledger_days].sort()) {
      if (time(first) > next) found.push([next, Math.min(time(first) - DAY, end)]);
      next = Math.max(next, time(last) + DAY);
    }
    if (next <= end) found.push([next, end]);
    return found.filter(([from, to]) => from <= to && from <= end);
  }

  return { draw, gaps, isGradedBack, opened };
};
