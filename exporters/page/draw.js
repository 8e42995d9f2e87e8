"use strict";

/* Draws the graph with vis-network. Names and relations are laid over the drawing here, most important first and at the
   same size at every zoom, so that none covers another: those that find no room appear as the reader zooms in. */

const CELL = 64;
const NAME_LENGTH = 30;
const MAIN = 12;  // so many nodes are kept free of the names of others
const VITAL = 4;  // so many names are shown even if they cover a node
const ROOM = { name: 13000, relation: 36000 };  // square pixels for each word, so that the first view stays calm

/** Boxes on the screen, found by the cells that they lie in. */
class Space {
  constructor() { this.cells = new Map(); }

  isFree(box) {
    return !cellsOf(box).some((key) => (this.cells.get(key) ?? []).some((other) => overlap(box, other)));
  }

  take(box) {
    for (const key of cellsOf(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
}

/** The words of one picture: each at a place where it covers no other, nor a node drawn before. */
class Lettering {
  constructor(context, theme, { clientWidth, clientHeight }) {
    Object.assign(this, { context, theme, words: new Space(), nodes: new Space(), written: [] });
    this.screen = { left: 0, top: 0, right: clientWidth, bottom: clientHeight };
    this.area = clientWidth * clientHeight;
  }

  /** Write the text at the first good place of `places(width)`, tell if there is one; the important may cover nodes. */
  put({ text, font, height, colour, important, of }, places) {
    Object.assign(this.context, { font, fillStyle: colour, strokeStyle: this.theme.paper, lineWidth: 4 });
    const width = this.context.measureText(text).width + 6;
    const boxes = places(width).map(([x, y]) => around(x, y, width, height))
      .filter((box) => isWithin(box, this.screen) && this.words.isFree(box));
    const box = boxes.find((free) => this.nodes.isFree(free)) ?? (important ? boxes[0] : undefined);
    if (!box) return false;
    this.words.take(box);
    this.written.push({ text, box, of });
    const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    this.context.strokeText(text, ...middle);
    this.context.fillText(text, ...middle);
    return true;
  }
}

function cellsOf(box) {
  const keys = [];
  for (let x = Math.floor(box.left / CELL); x <= box.right / CELL; x++) {
    for (let y = Math.floor(box.top / CELL); y <= box.bottom / CELL; y++) keys.push(`${x},${y}`);
  }
  return keys;
}

function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isWithin(a, b) {
  return a.left >= b.left && a.top >= b.top && a.right <= b.right && a.bottom <= b.bottom;
}

function around(x, y, width, height) {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** The colours and the typeface that the style sheet gives now, as the canvas wants them. */
function readTheme(probe) {
  const colours = {};
  for (const name of ["paper", "ink", "muted", "asserted", "reported", "denied", "negated", "hypothetical"]) {
    probe.style.color = `var(--${name})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.style.color = "";
  return { ...colours, font: getComputedStyle(document.body).fontFamily };
}

/** Turn the layout so that its longer side lies along the longer side of the screen. */
function turnToFit(nodes, { clientWidth, clientHeight }) {
  const [width, height] = ["x", "y"].map((axis) => extent(nodes.map((node) => node[axis])));
  if ((width < height) === (clientWidth < clientHeight)) return;
  for (const node of nodes) [node.x, node.y] = [node.y, node.x];
}

function extent(numbers) {
  return numbers.reduce((a, b) => Math.max(a, b), -Infinity) - numbers.reduce((a, b) => Math.min(a, b), Infinity);
}

/** Places for the neighbours of a node: rings around it, each neighbour in its own direction as far as can be. */
function rings(nodes, row, neighbours, { clientWidth, clientHeight }) {
  const { x, y } = nodes[row];
  const [across, down] = clientWidth < clientHeight ? [200, 320] : [330, 230];
  const angle = (other) => Math.atan2(nodes[other].y - y, nodes[other].x - x);
  const places = new Map([[row, { x, y }]]);
  for (let ring = 1, left = [...neighbours].filter((other) => other !== row); left.length; ring++) {
    const here = left.splice(0, 10 * ring).sort((a, b) => angle(a) - angle(b));
    here.forEach((other, index) => {
      const turn = 2 * Math.PI * (index + ring / 2) / here.length - Math.PI;
      places.set(other, { x: x + across * ring * Math.cos(turn), y: y + down * ring * Math.sin(turn) });
    });
  }
  return places;
}

function shortened(text) {
  const letters = Array.from(text.slice(0, 4 * NAME_LENGTH).replace(/\s+/g, " ").trim());
  return letters.length > NAME_LENGTH ? letters.slice(0, NAME_LENGTH - 1).join("") + "…" : letters.join("");
}

class Drawing {
  /** `told` has the functions choose(kind, row), open(row) and hint(kind, row, x, y). */
  constructor(container, graph, told) {
    Object.assign(this, { container, graph, lit: null, scale: 1, places: new Map(), written: [] });
    Object.assign(this, { ranked: { nodes: [], edges: [] }, drawn: { nodes: new Set(), edges: new Set() } });
    turnToFit(graph.nodes, container);
    this.rowOf = new Map(graph.edges.map((edge, row) => [edge.id, row]));
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, graph.options);
    this.network.canvas.frame.tabIndex = 0;
    this.theme = readTheme(container);
    this.network.on("afterDrawing", (context) => this.drawWords(context));
    this.network.on("afterDrawing", () => this.settle());
    this.listen(told);
  }

  /** Size nodes and lines anew when the zoom has changed: on the screen they grow more slowly than the distances. */
  settle() {
    if (Math.abs(Math.log(this.network.getScale() / this.scale)) > 0.02) this.restyle();
  }

  listen(told) {
    const { network } = this;
    network.on("click", (event) => told.choose(...this.under(event)));
    network.on("doubleClick", (event) => {
      const [kind, row] = this.under(event);
      if (kind === "node") told.open(row);
    });
    network.on("hoverNode", ({ node, pointer }) => told.hint("node", node, pointer.DOM));
    network.on("hoverEdge", ({ edge, pointer }) => told.hint("edge", this.rowOf.get(edge), pointer.DOM));
    for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => told.hint(null));
    this.listenToWheel();
  }

  /** What lies under the pointer: kind and row of a node, a word or a line. */
  under({ nodes, edges, pointer: { DOM: { x, y } } }) {
    if (nodes.length) return ["node", nodes[0]];
    const word = this.written.find(({ box }) => isWithin(around(x, y, 0, 0), box));
    if (word) return word.of;
    return edges.length ? ["edge", this.rowOf.get(edges[0])] : [null];
  }

  /** Let the wheel scroll the page until the reader takes hold of the drawing. */
  listenToWheel() {
    const zoom = (on) => this.network.setOptions({ interaction: { zoomView: on } });
    this.container.addEventListener("pointerdown", () => zoom(true));
    this.container.addEventListener("pointerleave", () => zoom(false));
    const pinch = ({ ctrlKey }) => { if (ctrlKey) zoom(true); };
    this.container.addEventListener("wheel", pinch, { capture: true, passive: true });
  }

  /** Draw these nodes and edges (sets of rows) and no others; `places` has nodes that stand elsewhere for now. */
  show(nodes, edges, places = new Map()) {
    const { graph } = this;
    const moved = new Set([...this.places.keys(), ...places.keys()]);
    this.places = places;
    this.replace(this.edges, this.drawn.edges, edges, (row) => graph.edges[row].id, (row) => this.edge(row));
    this.replace(this.nodes, this.drawn.nodes, nodes, (row) => row, (row) => this.node(row));
    this.nodes.update([...moved].filter((row) => nodes.has(row)).map((id) => ({ id, ...this.placeOf(id) })));
    this.drawn = { nodes, edges };
    this.ranked = { nodes: [...nodes].sort((a, b) => a - b), edges: [...edges].sort((a, b) => a - b) };
  }

  replace(items, old, rows, id, make) {
    items.remove([...old].filter((row) => !rows.has(row)).map(id));
    items.add([...rows].filter((row) => !old.has(row)).map(make));
  }

  /** Light these nodes and edges and dim the rest; null lights all. */
  light(lit) {
    this.lit = lit;
    this.restyle();
  }

  /** Give everything its look of now; straight into vis-network's own items, 20 times as fast as through its data. */
  restyle() {
    this.scale = this.network.getScale();
    const { nodes, edges } = this.network.body;
    for (const { id, options, shape } of Object.values(nodes)) {
      Object.assign(options, this.nodeStyle(id));
      shape.refreshNeeded = true;
    }
    for (const { id, options } of Object.values(edges)) Object.assign(options, this.edgeStyle(this.rowOf.get(id)));
    this.network.redraw();
  }

  recolour() {
    this.theme = readTheme(this.container);
    this.restyle();
  }

  isLit(kind, row) { return this.lit === null || this.lit[kind].has(row); }

  node(row) {
    return { shape: this.graph.nodes[row].shape, ...this.placeOf(row), ...this.nodeStyle(row) };
  }

  placeOf(row) {
    const { x, y } = this.places.get(row) ?? this.graph.nodes[row];
    return { x, y };
  }

  nodeStyle(row) {
    const { paper, ink } = this.theme;
    const { color: background, size } = this.graph.nodes[row];
    const chosen = { background, border: ink };
    return {
      id: row, size: size * this.scale ** -0.45, opacity: this.isLit("nodes", row) ? 1 : 0.18,
      color: { background, border: paper, highlight: chosen, hover: chosen },
    };
  }

  edge(row) {
    const { from, to, smooth } = this.graph.edges[row];
    return { from, to, smooth, ...this.edgeStyle(row) };
  }

  edgeStyle(row) {
    const { id, status, width, dashes } = this.graph.edges[row];
    const color = this.theme[status];
    const calm = Math.min(0.75, 10 / Math.sqrt(this.drawn.edges.size));
    const opacity = !this.isLit("edges", row) ? 0.15 * calm : this.lit ? 1 : calm;
    const grown = this.scale ** -0.75;
    return {
      id, width: width * grown, dashes: dashes && dashes.map((part) => part * grown),
      arrows: { to: { enabled: true, type: "arrow", scaleFactor: 0.42 * grown }, middle: {}, from: {} },
      color: { color, highlight: color, hover: color, opacity, inherit: false },
    };
  }

  select(kind, row) {
    if (kind === "node" && this.drawn.nodes.has(row)) this.network.selectNodes([row], false);
    else if (kind === "edge" && this.drawn.edges.has(row)) this.network.selectEdges([this.graph.edges[row].id]);
    else this.network.unselectAll();
  }

  fit(rows = [...this.drawn.nodes]) {
    if (!rows.length) return;
    this.network.fit({ nodes: rows, maxZoomLevel: 1.8 });
    this.network.moveTo({ scale: this.network.getScale() * 0.9 });
  }

  /** Fit the many; a few far out on long chains would make all the others small. */
  fitMost() {
    const rows = [...this.drawn.nodes];
    const places = this.network.getPositions(rows);
    const range = (axis) => {
      const sorted = rows.map((row) => places[row][axis]).sort((a, b) => a - b);
      return [sorted[Math.floor(0.02 * sorted.length)], sorted[Math.ceil(0.98 * sorted.length) - 1]];
    };
    const [[left, right], [top, bottom]] = [range("x"), range("y")];
    const near = rows.filter((row) => {
      const { x, y } = places[row];
      return x >= left && x <= right && y >= top && y <= bottom;
    });
    this.fit(rows.length < 60 ? rows : near);
  }

  /** Bring the first of these nodes that is drawn into view if it is not. */
  reveal(rows) {
    const row = rows.find((other) => this.drawn.nodes.has(other));
    if (row === undefined) return;
    const place = this.network.canvasToDOM(this.network.getPosition(row));
    const { clientWidth, clientHeight } = this.container;
    const inside = place.x > 40 && place.y > 40 && place.x < clientWidth - 40 && place.y < clientHeight - 40;
    if (!inside) this.network.focus(row, { scale: Math.max(this.network.getScale(), 0.8), animation: this.motion() });
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: this.motion() });
  }

  motion() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return still ? false : { duration: 350, easingFunction: "easeInOutQuad" };
  }

  /* Words over the drawing, in pixels of the screen. */

  drawWords(context) {
    const ratio = context.canvas.width / this.container.clientWidth;
    const lettering = new Lettering(context, this.theme, this.container);
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round" });
    this.drawNames(lettering);
    this.drawRelations(lettering);
    context.restore();
    this.written = lettering.written;
  }

  /** The nodes on the screen, the most mentioned first, with place and radius in pixels. */
  discs() {
    const { network, container } = this;
    const places = network.getPositions();
    const rows = this.ranked.nodes.filter((row) => places[row]);
    const scale = network.getScale();
    return rows
      .map((row) => ({ row, ...network.canvasToDOM(places[row]), radius: scale ** 0.55 * this.graph.nodes[row].size }))
      .filter(({ x, y }) => x > -20 && y > -20 && x < container.clientWidth + 20 && y < container.clientHeight + 20);
  }

  drawNames(lettering) {
    let room = this.lit ? Infinity : lettering.area / ROOM.name;
    const discs = this.discs();
    const take = ({ x, y, radius }) => lettering.nodes.take(around(x, y, 1.6 * radius, 1.6 * radius));
    discs.slice(0, MAIN).forEach(take);
    discs.forEach((disc, rank) => {
      if (room > 0 && this.isLit("nodes", disc.row) && this.drawName(lettering, disc, rank < VITAL)) room--;
      take(disc);
    });
  }

  drawName(lettering, { row, x, y, radius }, isVital) {
    const { label, size } = this.graph.nodes[row];
    const height = Math.min(11 + 0.22 * (size - 8), 18);
    const font = `${size > 16 ? 600 : 400} ${height}px ${this.theme.font}`;
    const important = isVital || (this.lit !== null && this.lit.nodes.size < MAIN);
    const words = { text: shortened(label), font, height: 1.15 * height, colour: this.theme.ink, important };
    return lettering.put({ ...words, of: ["node", row] }, (width) => {
      const [down, side] = [radius + 0.75 * height, radius + width / 2 + 2];
      const [low, near] = [0.75 * down, 0.75 * side];
      return [
        [x, y + down], [x, y - down], [x + side, y], [x - side, y],
        [x + near, y + low], [x - near, y + low], [x + near, y - low], [x - near, y - low],
      ];
    });
  }

  drawRelations(lettering) {
    let room = this.lit ? Infinity : lettering.area / ROOM.relation;
    for (const row of this.ranked.edges) {
      if (room > 0 && this.isLit("edges", row) && this.drawRelation(lettering, row)) room--;
    }
  }

  drawRelation(lettering, row) {
    const { id, label, status } = this.graph.edges[row];
    const line = this.network.body.edges[id]?.edgeType;
    if (!line?.from || line.from === line.to) return false;
    const at = (place) => Object.values(this.network.canvasToDOM(place));
    const [[left, top], [right, bottom]] = [at(line.from), at(line.to)];
    const length = Math.hypot(right - left, bottom - top);
    const colour = this.theme[status === "asserted" ? "muted" : status];
    const words = { text: shortened(label), font: `italic 11px ${this.theme.font}`, height: 14, colour };
    return lettering.put({ ...words, of: ["edge", row] }, (width) => {
      const parts = this.lit || length > width + 24 ? [0.5, 0.4, 0.6, 0.3, 0.7] : [];
      return parts.map((part) => at(line.getPoint(part)));
    });
  }

  /** Return a promise of the drawing as a PNG, with a line of text under it. */
  picture(caption) {
    const source = this.container.querySelector("canvas");
    const ratio = source.width / this.container.clientWidth;
    const sheet = document.createElement("canvas");
    Object.assign(sheet, { width: source.width, height: source.height + 36 * ratio });
    const context = sheet.getContext("2d");
    context.fillStyle = this.theme.paper;
    context.fillRect(0, 0, sheet.width, sheet.height);
    context.drawImage(source, 0, 0);
    context.fillStyle = this.theme.muted;
    context.font = `${13 * ratio}px ${this.theme.font}`;
    context.fillText(caption, 12 * ratio, source.height + 22 * ratio, sheet.width - 24 * ratio);
    return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
  }
}
