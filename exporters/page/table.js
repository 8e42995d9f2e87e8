/* The table of all facts that pass. */

const COLUMNS = {
  place: ["Fact", (row) => row],
  status: ["Status", (row) => Object.keys(STATUSES).indexOf(graph.facts[row].status)],
  time: ["Date", (row) => graph.facts[row].period?.[0] ?? "9999"],
  confidence: ["Confidence", (row) => graph.facts[row].confidence],
  support: ["Sources", (row) => graph.facts[row].sources],
  passages: ["Passages", (row) => graph.facts[row].evidence.length],
  document: ["Document", (row) => graph.facts[row].documents[0] ?? Infinity],
};

function makeTableHead() {
  const heads = Object.entries(COLUMNS).map(([column, [words]]) =>
    el(`th.${column}`, { scope: "col", id: `by-${column}` }, button(words, () => sortBy(column))));
  byId("facts").tHead.rows[0].replaceChildren(...heads);
}

function sortBy(column) {
  state.sort = [column, state.sort[0] === column ? -state.sort[1] : 1];
  rememberSoon();
  refresh();
}

const AT_ONCE = 50;  // rows made at once; the others follow when the drawing is there
const WAIT = 60;  // milliseconds
let rest = 0;

function fillTable(facts) {
  const rows = sorted([...facts], ...state.sort);
  const body = byId("facts").tBodies[0];
  const made = rows.slice(0, state.rows);
  body.replaceChildren(...made.slice(0, AT_ONCE).map(tableRow));
  clearTimeout(rest);
  rest = setTimeout(() => body.append(...made.slice(AT_ONCE).map(tableRow)), WAIT);
  for (const column of Object.keys(COLUMNS)) byId(`by-${column}`).setAttribute("aria-sort", sortOf(column));
  byId("table-title").textContent = plural(facts.size, "fact");
  byId("more").hidden = rows.length <= state.rows;
  byId("more").textContent = `Show ${numeral(Math.min(PAGE, rows.length - state.rows))} more`;
}

function sorted(rows, column, direction) {
  const value = COLUMNS[column][1];
  return rows.sort((a, b) => (value(a) < value(b) ? -direction : value(a) > value(b) ? direction : a - b));
}

function sortOf(column) {
  const [now, direction] = state.sort;
  return column !== now ? "none" : direction > 0 ? "ascending" : "descending";
}

function tableRow(row) {
  const fact = graph.facts[row];
  const chosen = state.chosen?.[0] === "fact" && state.chosen[1] === row;
  return el("tr", { "data-row": row, "aria-current": chosen && "true" },
    el("td.place", { dir: "auto" }, button(cut(fact.text, 300), () => chooseAndRead("fact", row))),
    el("td.status", lineSample(fact.status), ` ${fact.status}`),
    el("td.time", fact.time && readableTime(fact.time)),
    el("td.confidence", fact.confidence.toFixed(2)),
    el("td.support", String(fact.sources)),
    el("td.passages", String(fact.evidence.length)),
    el("td.document", { dir: "auto" }, fact.documents.map((at) => cut(titleOf(graph.documents[at]), 60)).join("; ")));
}

