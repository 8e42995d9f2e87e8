/* Names and relations are laid over the drawing, most important first and at the same size at every zoom, so that none
   covers another: those that find no room appear as the reader zooms in. */

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

/** The words of one picture: each at a place where it covers no other, nor a node if it can be helped. */
class Lettering {
  constructor(context, theme, { clientWidth, clientHeight }) {
    Object.assign(this, { context, theme, words: new Space(), main: new Space(), nodes: new Space(), written: [] });
    this.screen = { left: 0, top: 0, right: clientWidth, bottom: clientHeight };
    this.area = clientWidth * clientHeight;
  }

  /** Write the text at the first good place of `places(width)`, tell if there is one: one that covers no node, else
      none of the main nodes; the important may cover these too. */
  put({ text, font, height, colour, important, of }, places) {
    Object.assign(this.context, { font, fillStyle: colour, strokeStyle: this.theme.paper, lineWidth: 4 });
    const width = this.context.measureText(text).width + 6;
    const boxes = places(width).map(([x, y]) => around(x, y, width, height))
      .filter((box) => isWithin(box, this.screen) && this.words.isFree(box));
    const box = boxes.find((free) => this.nodes.isFree(free)) ?? boxes.find((free) => this.main.isFree(free))
      ?? (important ? boxes[0] : undefined);
    if (!box) return false;
    this.words.take(box);
    this.written.push({ text, box, of, font, colour });
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

function shortened(text) {
  const letters = Array.from(text.slice(0, 4 * NAME_LENGTH).replace(/\s+/g, " ").trim());
  return letters.length > NAME_LENGTH ? letters.slice(0, NAME_LENGTH - 1).join("") + "…" : letters.join("");
}
