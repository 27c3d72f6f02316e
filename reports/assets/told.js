"use strict";
// What the pages share that are told by a script: sentences from the page's words, figures, days, elements, and the rows
// of a shard by their names. Everything becomes text; nothing is read as HTML.
const fbaTold = (data) => {
  const { words, names, layout } = data;

  // A sentence as nodes: each name in braces becomes the node or text of that name.
  function say(key, values = {}) {
    return words[key].split(/(\{\w+\})/).filter(Boolean).map((piece) => {
      const name = /^\{(\w+)\}$/.exec(piece);
      if (!name) return piece;
      const value = values[name[1]];
      return value instanceof Node ? value : h("bdi", {}, String(value));
    });
  }
  const told = (key, values) => say(key, values).map((node) => node.textContent ?? node).join("");
  const counted = (number, one, many) => (number === 1 ? words[one] : words[many].replace("{n}", grouped(number)));
  const grouped = (number) => String(number).replace("-", "\u2212").replace(/\B(?=(\d{3})+(?!\d))/g, data.group_sign);
  const units = (number) => counted(number, "unit_one", "unit_many");
  const days = (number) => counted(number, "day_one", "day_many");
  const day = (iso) => {
    if (!iso) return words.unknown;
    const [year, month, date] = iso.split("-").map(Number);
    const parts = { day: date, month: data.months[month - 1], number: month, year };
    return data.day_form.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  };
  const money = (currency, amount) => {
    if (amount === null) return words.unknown;
    const [whole, part] = amount.split(".");
    return (currency + "\u00a0" + grouped(whole) + (part ? data.decimal_sign + part : "")).trim();
  };
  const named = (kind, word) => names[kind][word] || word.replace(/_/g, " ");
  // A closed sentence of the rule or filing data in the language of the page; menus keep Seller Central's own words.
  const ours = (sentence) => data.said[sentence] || sentence;

  function h(name, attributes, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === false || value === undefined) continue;
      if (key === "class") made.className = value;
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  function record(name, row, texts) {
    if (row === null) return null;
    const made = {};
    layout[name].forEach(([column, kind], i) => {
      const value = row[i];
      if (value === null || kind === "plain") made[column] = value;
      else made[column] = kind === "text" ? texts[value] : value.map((one) => texts[one]);
    });
    return made;
  }
  const records = (name, rows, texts) => rows.map((row) => record(name, row, texts));
  return { say, told, counted, grouped, units, days, day, money, named, ours, h, record, records };
};
