"use strict";
// The charts. Their tables stand in the page and say the same; this draws from #figures-data and folds the tables up.
// Nothing moves, nothing is to be clicked: a chart is a picture that its caption describes.
(() => {
  const data = JSON.parse(document.getElementById("figures-data").textContent);
  const language = document.documentElement.lang;
  const compact = new Intl.NumberFormat(language, { notation: "compact", maximumFractionDigits: 1 });
  const INK = "#1b2127", MUTED = "#56616b", LINE = "#dde2e5";
  const PAPER_WIDTH = 690;
  const ROW_HEIGHT = 46, PAPER_ROW_HEIGHT = 37, BAR_HEIGHT = 14;

  // Light and dark tell the parts apart in any eye and on grey paper; a pattern does so once more.
  const lines = (color, angle) => ({ symbol: "rect", color, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: angle, symbolSize: 1 });
  const dots = (color) => ({ symbol: "circle", color, dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [5, 0], symbolSize: 0.45 });
  const SOLID = { color: "transparent" };
  const LOOKS = {
    claimable: { color: "#0d5c4a", edge: "#0d5c4a", decal: SOLID },
    waiting: { color: "#a9cbe8", edge: "#2f618f", decal: dots("#2f618f") },
    review: { color: "#f3c46b", edge: "#7d4500", decal: lines("#7d4500", Math.PI / 4) },
    filed: { color: "#d9d3ea", edge: "#54457f", decal: lines("#54457f", 0) },
    paid: { color: "#24507f", edge: "#24507f", decal: SOLID },
    open: { color: "#7fc4ae", edge: "#0d5c4a", decal: SOLID },
    expired: { color: "#e6e1e1", edge: "#6a4a4d", decal: lines("#6a4a4d", -Math.PI / 4) },
    lost: { color: "#24507f", edge: "#24507f", decal: SOLID },
    damaged: { color: "#f3c46b", edge: "#7d4500", decal: lines("#7d4500", Math.PI / 4) },
  };

  const parts = data.charts.map((chart) => ({
    chart,
    place: document.getElementById(chart.key),
    table: document.getElementById(chart.key + "-table").closest("details"),
    drawn: null,
    width: 0,
  }));

  const measure = document.createElement("canvas").getContext("2d");
  const family = getComputedStyle(document.body).fontFamily;
  const LABEL_FONT = "13px " + family, END_FONT = "600 13px " + family, TOP_FONT = "600 12px " + family, AXIS_FONT = "12px " + family;
  function widthOf(text, font) {
    measure.font = font;
    return measure.measureText(text).width;
  }
  const widest = (texts, font) => Math.max(0, ...texts.map((text) => widthOf(text, font)));

  // The legend breaks into lines as it must; the bars begin below it.
  const LEGEND = { itemWidth: 18, itemHeight: 12, itemGap: 18 };
  function legendHeight(chart, width) {
    let rows = 1, x = 0;
    for (const series of chart.series) {
      const wide = LEGEND.itemWidth + 5 + widthOf(series.name, LABEL_FONT) + LEGEND.itemGap;
      if (x && x + wide > width - 10) { rows += 1; x = 0; }
      x += wide;
    }
    return rows * 27 + 9;
  }
  function heightOf(chart, width) {
    const row = width === PAPER_WIDTH ? PAPER_ROW_HEIGHT : ROW_HEIGHT;
    if (chart.is_horizontal) return chart.bars.length * row + legendHeight(chart, width) + 8;
    return (width < PAPER_WIDTH ? 246 : width === PAPER_WIDTH ? 216 : 306) + legendHeight(chart, width);
  }

  const sum = (bar) => bar.lengths.reduce((whole, length) => whole + Number(length), 0);

  // What stands under the pointer, as elements: titles of products are text and stay text.
  function tip(chart, number) {
    const bar = chart.bars[number];
    const made = document.createElement("div");
    made.className = "tip";
    const head = document.createElement("strong");
    head.textContent = bar.label;
    made.append(head);
    chart.series.forEach((series, i) => {
      const line = document.createElement("span");
      const name = document.createElement("bdi"), text = document.createElement("bdi");
      name.textContent = series.name;
      text.textContent = bar.texts[i];
      line.append(name, text);
      made.append(line);
    });
    return made;
  }

  function option(chart, width) {
    const size = 13;
    const top = legendHeight(chart, width);
    const largest = Math.max(...chart.bars.map(sum));
    const inside = width - widest(["800M", compact.format(largest)], AXIS_FONT) - 16;
    const room = inside / chart.bars.length;
    // Texts over bars that stand too close are left to the table, but for the largest.
    const isRoomy = widest(chart.bars.map((bar) => bar.total), TOP_FONT) + 4 < room;
    const textOf = (bar) => (chart.is_horizontal || isRoomy || sum(bar) === largest ? bar.total : "");
    const end = widest(chart.bars.map((bar) => bar.total), END_FONT) + 14;
    const labels = {
      type: "category",
      data: chart.bars.map((_, number) => String(number)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: "#8d989f" } },
      axisLabel: { color: INK, fontSize: size, fontFamily: family, formatter: (number) => chart.bars[number].label },
    };
    const lengths = { type: "value", splitLine: { lineStyle: { color: LINE } }, minInterval: chart.is_money ? 0 : 1 };
    lengths.axisLabel = { color: MUTED, fontSize: 12, fontFamily: family, formatter: (value) => compact.format(value) };
    if (chart.is_horizontal) {
      Object.assign(labels, { inverse: true, z: 10, axisLine: { show: false } });
      Object.assign(labels.axisLabel, {
        inside: true, interval: 0, margin: 0, align: "left", verticalAlign: "bottom",
        padding: [0, 0, BAR_HEIGHT / 2 + 3, 0], width: width - 8, overflow: "truncate", ellipsis: "\u2026",
      });
      Object.assign(lengths, { show: false });
    } else {
      const wide = widest(chart.bars.map((bar) => bar.label), LABEL_FONT);
      const step = Math.ceil((wide + 12) / room);
      const fits = (number) => number % step === 0 && (number + 0.5) * room + wide / 2 < inside + 6;
      Object.assign(labels.axisLabel, { interval: fits });
    }
    const stacked = chart.series.map((series, i) => ({
      type: "bar",
      name: series.name,
      stack: "all",
      silent: true,
      barWidth: chart.is_horizontal ? BAR_HEIGHT : undefined,
      barMaxWidth: 44,
      barCategoryGap: "22%",
      // A part of no length has no edge either.
      data: chart.bars.map((bar) => ({ value: Number(bar.lengths[i]), itemStyle: Number(bar.lengths[i]) ? {} : { opacity: 0 } })),
      itemStyle: {
        color: LOOKS[series.key].color, decal: LOOKS[series.key].decal,
        borderColor: LOOKS[series.key].edge, borderWidth: 1,
      },
    }));
    // An empty part at the end of every bar carries the text of the whole.
    const ends = {
      type: "bar",
      stack: "all",
      silent: true,
      data: chart.bars.map(() => 0),
      itemStyle: { color: "transparent", decal: SOLID },
      label: {
        show: true, position: chart.is_horizontal ? "right" : "top", color: INK, fontWeight: 600, fontFamily: family,
        fontSize: chart.is_horizontal ? size : 12, textBorderWidth: 0, formatter: (one) => textOf(chart.bars[one.dataIndex]),
      },
    };
    // A text over the first or the last bar stays inside.
    if (!chart.is_horizontal) {
      ends.labelLayout = ({ labelRect: { x, width: wide } }) => ({ dx: Math.max(width - inside - 6 - x, 0) + Math.min(width - 2 - x - wide, 0) });
    }
    return {
      animation: false,
      aria: { enabled: true, label: { enabled: false }, decal: { show: true } },
      textStyle: { fontFamily: family, color: INK },
      legend: {
        left: 0, top: 0, selectedMode: false, ...LEGEND,
        textStyle: { color: INK, fontSize: size, fontFamily: family },
        data: chart.series.map((series) => series.name),
      },
      grid: chart.is_horizontal
        ? { left: 1, right: Math.min(end, 0.65 * width), top, bottom: 2, outerBoundsMode: "none" }
        : { left: 2, right: 6, top: top + 26, bottom: 2, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
      tooltip: {
        trigger: "axis", confine: true, transitionDuration: 0, axisPointer: { type: "shadow", animation: false },
        backgroundColor: "#fff", borderColor: "#8d989f", textStyle: { color: INK, fontFamily: family },
        formatter: (under) => tip(chart, under[0].dataIndex),
      },
      xAxis: chart.is_horizontal ? lengths : labels,
      yAxis: chart.is_horizontal ? labels : lengths,
      series: [...stacked, ends],
    };
  }

  function draw(part, width) {
    if (!width || width === part.width) return;
    const height = heightOf(part.chart, width);
    part.width = width;
    part.place.style.height = height + "px";
    if (part.drawn) part.drawn.resize({ width, height });
    else part.drawn = window.echarts.init(part.place, null, { renderer: "svg", width, height });
    part.drawn.setOption(option(part.chart, width), true);
    part.drawn.getZr().refreshImmediately();
  }

  // Paper has one width, and every table open; afterwards all is as it was.
  const folded = new Set();
  let isPaper = false;
  function toPaper() {
    if (isPaper) return;
    isPaper = true;
    for (const part of parts) {
      if (!part.table.open) folded.add(part);
      part.table.open = true;
      draw(part, PAPER_WIDTH);
    }
  }
  function toScreen() {
    isPaper = false;
    for (const part of parts) {
      if (folded.delete(part)) part.table.open = false;
      draw(part, part.place.clientWidth);
    }
  }

  function start() {
    const seen = new ResizeObserver(() => {
      if (isPaper) return;
      for (const part of parts) draw(part, part.place.clientWidth);
    });
    for (const part of parts) {
      part.place.hidden = false;
      part.table.open = false;
      draw(part, part.place.clientWidth);
      seen.observe(part.place);
    }
    window.addEventListener("beforeprint", toPaper);
    window.addEventListener("afterprint", toScreen);
    matchMedia("print").addEventListener("change", (print) => { if (print.matches) toPaper(); else toScreen(); });
  }

  if (!parts.length) return;
  const library = document.createElement("script");
  library.src = data.library;
  library.addEventListener("load", start);
  library.addEventListener("error", () => {
    const fault = document.getElementById("figures-fault");
    fault.textContent = data.fault;
    fault.hidden = false;
  });
  document.head.append(library);
})();
