/* The legend, which filters, and the other filters. */

function makeControls() {
  const controls = [
    group("Entities", typeBoxes()), group("Facts", statusBoxes()), relationChoice(), documentChoice(),
    confidenceSlider(), dateSliders(), wordsField(),
    graph.facts.some(({ sources }) => sources > 1) && tick("Only what several sources tell", "several"),
    loners > 0 && tick("Entities without a line", "loose"),
  ];
  byId("controls").replaceChildren(...controls.filter(Boolean));
}

const group = (title, ...content) => el("fieldset", el("legend", title), ...content);

/** A listener that alters the state by the control's value and shows what passes now. */
function change(alter) {
  return ({ target }) => {
    alter(target);
    state.rows = PAGE;
    rememberSoon();
    refresh();
    if (!state.chosen) fillPanel();
  };
}

function countBy(list, property) {
  const counts = new Map();
  for (const item of list) counts.set(item[property], (counts.get(item[property]) ?? 0) + 1);
  return counts;
}

function typeBoxes() {
  const known = Object.keys(TYPES);
  const order = (type) => (known.includes(type) ? known.indexOf(type) : known.length);
  return [...countBy(graph.nodes, "type")].sort(([a], [b]) => order(a) - order(b)).map(([type, count]) => {
    const mark = glyph(graph.nodes.find((node) => node.type === type));
    return filterBox(state.hiddenTypes, type, count, mark, cut(typeWords(type), 40), type);
  });
}

function statusBoxes() {
  const counts = countBy(graph.facts, "status");
  return Object.keys(STATUSES).filter((status) => counts.has(status)).map((status) =>
    filterBox(state.hiddenStatuses, status, counts.get(status), lineSample(status), status, STATUSES[status]));
}

function filterBox(hidden, value, count, mark, words, title) {
  const toggle = change(({ checked }) => { hidden[checked ? "delete" : "add"](value); });
  const box = el("input", { type: "checkbox", checked: !hidden.has(value), onchange: toggle });
  return el("label.box", { title }, box, mark, el("span", words), number(count));
}

function tick(words, name) {
  const toggle = change(({ checked }) => { state[name] = checked; });
  return el("label.box", el("input", { type: "checkbox", checked: state[name], onchange: toggle }), el("span", words));
}

function choice(title, name, all, options) {
  const items = [["", all], ...options].map(([value, words]) =>
    el("option", { value, selected: value === state[name] }, words));
  return el("label.field", title, el("select", { onchange: change(({ value }) => { state[name] = value; }) }, items));
}

function relationChoice() {
  const counts = [...countBy(graph.facts, "relation")].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const options = counts.map(([relation, count]) => [relation, `${cut(relation, 40)} (${count})`]);
  return counts.length > 1 && choice("Relation", "relation", "All relations", options);
}

function documentChoice() {
  const options = graph.documents.map((document, row) => [String(row), cut(titleOf(document), 60)]);
  return options.length > 1 && choice("Document", "document", "All documents", options);
}

function slider(title, attributes, words, alter) {
  const output = el("output", words(attributes.value));
  const oninput = change(({ value }) => {
    alter(Number(value));
    output.textContent = words(Number(value));
  });
  return el("label.field", el("span", title, " ", output), el("input", { type: "range", ...attributes, oninput }));
}

function confidenceSlider() {
  const values = graph.facts.map(({ confidence }) => confidence);
  const min = Math.floor(20 * values.reduce((a, b) => Math.min(a, b), 1)) / 20;
  const max = Math.floor(20 * values.reduce((a, b) => Math.max(a, b), 0)) / 20;
  const alter = (value) => { state.confidence = value > min ? value : 0; };
  const attributes = { min, max, step: 0.05, value: Math.max(state.confidence, min) };
  return min < max && slider("Confidence at least", attributes, (at) => at.toFixed(2), alter);
}

function dateSliders() {
  if (dates.length < 2) return null;
  const words = (at) => readableDate(dates[at]);
  const end = (title, name) => {
    const attributes = { min: 0, max: dates.length - 1, step: 1, value: state[name] };
    return slider(title, attributes, words, (at) => { state[name] = at; });
  };
  const undated = graph.facts.some(({ period }) => !period);
  return group("Dates", end("From", "from"), end("To", "to"), undated && tick("Facts without a date", "undated"));
}

function wordsField() {
  const oninput = change(({ value }) => { state.words = value.trim(); });
  return el("label.field", "Words in fact or sentence", el("input", { type: "search", value: state.words, oninput }));
}
