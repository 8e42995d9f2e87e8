/* Choosing, looking closer, and going back. */

function choose(kind, row) {
  if (kind === "node" && state.start !== null && state.start !== row) return showPath(state.start, row);
  state.chosen = kind ? [kind, row] : null;
  hint(null);
  const isNew = !bring(entitiesOf(kind, row));
  remember();
  if (isNew) showAnew();
  else refresh();
  fillPanel();
  if (kind) bringDrawing();
  if (kind) drawing.reveal([...drawing.lit.nodes]);
  return undefined;
}

function entitiesOf(kind, row) {
  if (kind === "node") return [row];
  if (kind === "edge") return [graph.edges[row].from, graph.edges[row].to];
  return kind === "fact" ? graph.facts[row].entities : [];
}

/** Have these nodes drawn; false where that takes going back from a part to the whole graph. */
function bring(rows) {
  for (const row of rows) state.extra.add(row);
  if (whole() || rows.every((row) => drawn.nodes.has(row))) return true;
  Object.assign(state, { around: null, ends: null, place: null });
  return false;
}

/** On a phone, scroll to the drawing, which the panel leaves free. */
function bringDrawing() {
  if (phone.matches) byId("drawing").scrollIntoView();
}

/** Choose what was found in the table or the search, and go on reading in the panel. */
function chooseAndRead(kind, row) {
  choose(kind, row);
  byId("panel").focus();
}

/** Close the panel; who came from the table is back at that row. */
function closePanel() {
  const [kind, row] = state.chosen ?? [];
  const held = byId("panel").contains(document.activeElement);
  forgetStart();
  choose(null);
  if (held && kind === "fact") document.querySelector(`[data-row="${row}"] button`)?.focus();
}

/** Draw this node and its neighbours alone; null goes back to the whole graph. */
function focusOn(row) {
  Object.assign(state, { around: row, ends: null, place: null });
  if (row !== null) state.chosen = ["node", row];
  remember();
  showAnew();
  bringDrawing();
}

/** Show what the state says, and all of it. */
function showAnew() {
  drawing.atOnce(() => {
    refresh();
    fillPanel();
    frame();
  });
}

function frame() {
  if (state.place) drawing.goTo(state.place);
  else if (whole()) drawing.fitMost();
  else drawing.fit();
}

function drawNeighbours(row) {
  for (const other of nearest(row)) state.extra.add(other);
  remember();
  refresh();
  fillPanel();
}

function reset() {
  forgetStart();
  Object.assign(state, nothingChosen(), unfiltered());
  makeControls();
  remember();
  showAnew();
}
