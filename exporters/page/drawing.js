/* Draws nodes and lines with vis-network: which of them, where, and how they look now. */

class Drawing {
  /** `told` has the functions choose(kind, row), open(row), hint(kind, row, place) and moved(). */
  constructor(container, graph, told) {
    Object.assign(this, { container, graph, lit: null, scale: 1, places: new Map(), written: [] });
    Object.assign(this, { ranked: { nodes: [], edges: [] }, drawn: { nodes: new Set(), edges: new Set() } });
    this.turned = turnToFit(graph.nodes, container);
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

  /** Do all of this, then draw once: vis-network would draw after each change. */
  atOnce(action) {
    if (this.held) return action();
    const { emitter } = this.network.body;
    this.held = true;
    emitter.emit("_blockRedraw");
    try {
      action();
    } finally {
      this.held = false;
      emitter.emit("_allowRedraw");
    }
    return this.restyle();
  }

  listen(told) {
    const { network } = this;
    network.on("click", (event) => told.choose(...this.under(event)));
    network.on("doubleClick", (event) => {
      const [kind, row] = this.under(event);
      if (kind === "node") told.open(row);
    });
    network.on("hoverNode", ({ node, pointer }) => told.hint("node", node, pointer.DOM));
    network.on("hoverEdge", ({ edge, pointer }) => told.hint("edge", edge, pointer.DOM));
    for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => told.hint(null));
    for (const event of ["dragEnd", "zoom"]) network.on(event, told.moved);
    this.container.addEventListener("keyup", ({ key: pressed }) => {
      if (/^(Arrow|[-+=[\]])/.test(pressed)) told.moved();
    });
    this.listenToWheel();
  }

  /** What lies under the pointer: kind and row of a node, a word or a line. */
  under({ nodes, edges, pointer: { DOM: { x, y } } }) {
    if (nodes.length) return ["node", nodes[0]];
    const word = this.written.find(({ box }) => isWithin(around(x, y, 0, 0), box));
    if (word) return word.of;
    return edges.length ? ["edge", edges[0]] : [null];
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
    const moved = new Set([...this.places.keys(), ...places.keys()]);
    this.places = places;
    const { drawn } = this;
    const gone = (old, now) => [...old].filter((row) => !now.has(row));
    const come = (old, now) => gone(now, old);
    this.edges.remove(gone(drawn.edges, edges));
    this.nodes.remove(gone(drawn.nodes, nodes));
    this.nodes.add(come(drawn.nodes, nodes).map((row) => this.node(row)));
    this.edges.add(come(drawn.edges, edges).map((row) => this.edge(row)));
    this.nodes.update([...moved].filter((row) => nodes.has(row)).map((id) => ({ id, ...this.placeOf(id) })));
    this.drawn = { nodes, edges };
    this.ranked = { nodes: [...nodes].sort((a, b) => a - b), edges: [...edges].sort((a, b) => a - b) };
  }

  /** Light these nodes and edges and dim the rest; null lights all. */
  light(lit) {
    this.lit = lit;
    this.restyle();
  }

  /** Give everything its look of now; straight into vis-network's own items, 20 times as fast as through its data. */
  restyle() {
    if (this.held) return;
    this.style();
    this.network.redraw();
  }

  style() {
    this.scale = this.network.getScale();
    const { nodes, edges } = this.network.body;
    for (const { id, options, shape } of Object.values(nodes)) {
      Object.assign(options, this.nodeStyle(id));
      shape.refreshNeeded = true;
    }
    for (const { id, options } of Object.values(edges)) Object.assign(options, this.edgeStyle(id));
  }

  recolour() {
    this.theme = readTheme(this.container);
    this.restyle();
  }

  isLit(kind, row) { return this.lit === null || this.lit[kind].has(row); }

  node(row) {
    return { id: row, shape: this.graph.nodes[row].shape, ...this.placeOf(row) };
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
      size: size * this.scale ** -0.45, opacity: this.isLit("nodes", row) ? 1 : 0.18,
      color: { background, border: paper, highlight: chosen, hover: chosen },
    };
  }

  edge(row) {
    const { from, to, bend } = this.graph.edges[row];
    const curve = { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
    return { id: row, from, to, smooth: bend ? curve : false };
  }

  edgeStyle(row) {
    const { status, width } = this.graph.edges[row];
    const dashes = this.graph.dashes[status] ?? false;
    const color = this.theme[status];
    const calm = Math.min(0.75, 10 / Math.sqrt(this.drawn.edges.size));
    const opacity = !this.isLit("edges", row) ? 0.15 * calm : this.lit ? 1 : calm;
    const grown = this.scale ** -0.75;
    return {
      width: width * grown, dashes: dashes && dashes.map((part) => part * grown),
      arrows: { to: { enabled: true, type: "arrow", scaleFactor: 0.42 * grown }, middle: {}, from: {} },
      color: { color, highlight: color, hover: color, opacity, inherit: false },
    };
  }

  select(kind, row) {
    if (kind === "node" && this.drawn.nodes.has(row)) this.network.selectNodes([row], false);
    else if (kind === "edge" && this.drawn.edges.has(row)) this.network.selectEdges([row]);
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

  /** The middle of what is seen, as the file has it, and the scale: the same on a screen of another form. */
  place() {
    const { x, y } = this.network.getViewPosition();
    const middle = this.turned ? [y, x] : [x, y];
    return [...middle.map(Math.round), Number(this.network.getScale().toPrecision(3))];
  }

  goTo([first, second, scale]) {
    const [x, y] = this.turned ? [second, first] : [first, second];
    this.network.moveTo({ position: { x, y }, scale });
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
    discs.forEach(({ x, y, radius }, rank) => {
      const box = around(x, y, 1.6 * radius, 1.6 * radius);
      lettering.nodes.take(box);
      if (rank < MAIN) lettering.main.take(box);
    });
    discs.forEach((disc, rank) => {
      if (room > 0 && this.isLit("nodes", disc.row) && this.drawName(lettering, disc, rank < VITAL)) room--;
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
    const { label, status } = this.graph.edges[row];
    const line = this.network.body.edges[row]?.edgeType;
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
}
