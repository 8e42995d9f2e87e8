/* The drawing as it is seen now, as a picture to keep: PNG for a page, SVG to print or to work on. */

const FOOT = 36;  // pixels for the line of text under the picture
const NOT_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

async function savePicture(kind) {
  const caption = `${document.title} (Factloom)`;
  const file = kind === "svg" ? svgPicture(drawing, caption) : await pngPicture(drawing, caption);
  const address = URL.createObjectURL(file);
  el("a", { href: address, download: `graph.${kind}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

function pngPicture({ container, theme }, caption) {
  const source = container.querySelector("canvas");
  const ratio = source.width / container.clientWidth;
  const sheet = document.createElement("canvas");
  Object.assign(sheet, { width: source.width, height: source.height + FOOT * ratio });
  const context = sheet.getContext("2d");
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(source, 0, 0);
  context.fillStyle = theme.muted;
  context.font = `${13 * ratio}px ${theme.font}`;
  context.fillText(caption, 12 * ratio, source.height + 22 * ratio, sheet.width - 24 * ratio);
  return new Promise((resolve) => sheet.toBlob(resolve, "image/png"));
}

function svgPicture(picture, caption) {
  const { container: { clientWidth: width, clientHeight: height }, theme } = picture;
  const discs = picture.discs();
  const radius = new Map(discs.map((disc) => [disc.row, disc.radius]));
  const foot = { text: caption, font: `13px ${theme.font}`, colour: theme.muted };
  const svg = shape("svg", { width, height: height + FOOT, viewBox: `0 0 ${width} ${height + FOOT}` },
    shape("title", {}, caption.replace(NOT_XML, "\ufffd")),
    shape("rect", { width, height: height + FOOT, fill: theme.paper }),
    ...picture.ranked.edges.map((row) => svgLine(picture, row, radius)),
    ...discs.toReversed().map((disc) => svgNode(picture, disc)),
    ...picture.written.map((word) => svgWord(word, theme)),
    svgText(foot, { x: 12, y: height + 22 }));
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

const pixels = (number) => Number(number.toFixed(1));

function svgLine(picture, row, radius) {
  const { network, graph } = picture;
  const { status, from, to } = graph.edges[row];
  const { edgeType: line, options } = network.body.edges[row];
  const at = (place) => network.canvasToDOM(place);
  const scale = network.getScale();
  const stroke = picture.theme[status];
  const look = {
    fill: "none", stroke, "stroke-width": pixels(options.width * scale), "stroke-opacity": options.color.opacity,
    "stroke-dasharray": options.dashes ? options.dashes.map((part) => pixels(part * scale)).join(" ") : null,
  };
  if (from === to) return shape("circle", { ...look, ...loopAt(at(line.from), radius.get(from) ?? 0) });
  const end = lastOutside(line, at, radius.get(to) ?? 0);
  const head = arrowHead(at(line.getPoint(end - 0.02)), at(line.getPoint(end)));
  const path = Array.from({ length: 9 }, (_, step) => at(line.getPoint(end * step / 8)))
    .map(({ x, y }) => `${pixels(x)} ${pixels(y)}`).join(" L");
  return shape("g", {},
    shape("path", { ...look, d: `M${path}` }),
    shape("path", { d: head, fill: stroke, "fill-opacity": options.color.opacity }));
}

function loopAt({ x, y }, radius) {
  return { cx: pixels(x + radius), cy: pixels(y - radius), r: pixels(radius + 4) };
}

/** The share of the line, from its start, that lies outside the node at its end. */
function lastOutside(line, at, radius) {
  const goal = at(line.to);
  for (let part = 1; part > 0.1; part -= 0.02) {
    const { x, y } = at(line.getPoint(part));
    if (Math.hypot(x - goal.x, y - goal.y) > radius + 2) return part;
  }
  return 0.1;
}

function arrowHead(from, to) {
  const turn = Math.atan2(to.y - from.y, to.x - from.x);
  const corner = (aside, far) => {
    const [x, y] = [to.x - far * Math.cos(turn + aside), to.y - far * Math.sin(turn + aside)];
    return `${pixels(x)} ${pixels(y)}`;
  };
  return `M${corner(0, 0)} L${corner(0.4, 7)} L${corner(-0.4, 7)}Z`;
}

function svgNode({ graph, theme, network }, { row, x, y, radius }) {
  const { shape: form, color: fill } = graph.nodes[row];
  const place = `translate(${pixels(x - radius)} ${pixels(y - radius)}) scale(${(radius / 8).toFixed(3)})`;
  const { opacity } = network.body.nodes[row].options;
  return outline(form, { transform: place, fill, opacity, stroke: theme.paper, "stroke-width": 1 });
}

function svgWord({ box, ...word }, theme) {
  const halo = { "paint-order": "stroke", stroke: theme.paper, "stroke-width": 4, "stroke-linejoin": "round" };
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const middle = { "text-anchor": "middle", "dominant-baseline": "central" };
  return svgText(word, { x: pixels(x), y: pixels(y), ...middle, ...halo });
}

function svgText({ text, font, colour }, attributes) {
  const [, style, weight, size, family] = /^(italic )?(\d+ )?([\d.]+)px (.*)$/.exec(font);
  const look = { "font-size": size, "font-family": family, fill: colour, ...attributes };
  if (style) look["font-style"] = "italic";
  if (weight) look["font-weight"] = weight.trim();
  return shape("text", look, text.replace(NOT_XML, "\ufffd"));
}
