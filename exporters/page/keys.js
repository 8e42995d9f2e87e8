/* The drawing worked by keyboard. vis-network itself moves it with the arrow keys and zooms with plus and minus. */

const ACTIONS = {
  n: () => chooseNext(drawing.ranked.nodes, "node", 1),
  p: () => chooseNext(drawing.ranked.nodes, "node", -1),
  l: () => chooseNext(linesHere(), "edge", 1),
  f: () => state.chosen?.[0] === "node" && focusOn(state.chosen[1]),
  0: fitAll,
  Enter: () => byId("panel").focus(),
};

function drawingKey({ key: pressed, ctrlKey, altKey, metaKey }) {
  if (!(ctrlKey || altKey || metaKey) && Object.hasOwn(ACTIONS, pressed)) ACTIONS[pressed]();
}

/** Choose the next of these that are drawn, in order of importance, and the first after the last. */
function chooseNext(rows, kind, step) {
  if (!rows.length) return;
  const [now, row] = state.chosen ?? [];
  const at = now === kind ? rows.indexOf(row) : -1;
  choose(kind, rows[(at + step + (at < 0 && step < 0 ? 1 : 0) + rows.length) % rows.length]);
}

/** The lines of the name that was chosen last. */
function linesHere() {
  const [kind, row] = state.chosen ?? [];
  if (kind === "node") state.corner = row;
  const here = state.corner === null ? drawing.ranked.edges : lines[state.corner];
  return here.filter((line) => drawing.drawn.edges.has(line));
}

/** Escape goes one step back: from asking for a path, from what is chosen, from a part to the whole. */
function stepBack() {
  if (state.start !== null) {
    forgetStart();
    fillPanel();
  } else if (state.chosen || whole()) closePanel();
  else focusOn(null);
}
