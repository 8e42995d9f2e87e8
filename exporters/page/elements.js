/* Elements. The text of the graph reaches the page through text nodes and attributes that cannot act. */

const phone = matchMedia("(max-width: 800px)");

const byId = (id) => document.getElementById(id);

/** Make an element from "tag.class": strings and nodes become its content, objects its attributes and listeners. */
function el(spec, ...parts) {
  const [tag, ...classes] = spec.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes);
  for (const part of parts.flat().filter(Boolean)) {
    if (typeof part === "string" || part instanceof Node) element.append(part);
    else setAll(element, part);
  }
  return element;
}

function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
}

function shape(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAll(element, attributes);
  element.append(...children);
  return element;
}

const OUTLINES = {
  square: "2,2 14,2 14,14 2,14",
  diamond: "8,1 15,8 8,15 1,8",
  triangle: "8,1 15,14 1,14",
  triangleDown: "1,2 15,2 8,15",
  hexagon: "4,1.5 12,1.5 15.5,8 12,14.5 4,14.5 0.5,8",
  star: "8,0 10,5.6 16,5.6 11.2,9.2 13,15 8,11.5 3,15 4.8,9.2 0,5.6 6,5.6",
};

/** The outline of a node in a square of 16 by 16. */
function outline(form, attributes) {
  const points = OUTLINES[form];
  return points ? shape("polygon", { points, ...attributes }) : shape("circle", { cx: 8, cy: 8, r: 7, ...attributes });
}

function glyph(node) {
  return shape("svg", { viewBox: "0 0 16 16", class: "glyph", "aria-hidden": "true" },
    outline(node.shape, { fill: node.color }));
}

function lineSample(status) {
  const dashes = graph.dashes[status]?.join(" ") ?? "none";
  const line = shape("line", { x1: 0, y1: 5, x2: 34, y2: 5, "stroke-dasharray": dashes });
  return shape("svg", { viewBox: "0 0 34 10", class: `line ${status}`, "aria-hidden": "true" }, line);
}

const button = (words, onclick) => el("button", { type: "button", onclick }, words);

function nameButton(row) {
  const attributes = { type: "button", dir: "auto", onclick: () => choose("node", row) };
  return el("button.name", attributes, cut(graph.nodes[row].label, 120));
}

function webLink(href, words) {
  return el("a", { href, target: "_blank", rel: "noopener noreferrer" }, words);
}

function isWebAddress(address) {
  return /^https?:\/\//i.test(address ?? "") && URL.canParse(address);
}

