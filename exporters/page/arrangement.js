/* Where nodes stand that have no place of their own, or another for now. */

/** Turn the layout so that its longer side lies along the longer side of the screen; tell whether it was turned. */
function turnToFit(nodes, { clientWidth, clientHeight }) {
  const [width, height] = ["x", "y"].map((axis) => extent(nodes.flatMap((node) => node[axis] ?? [])));
  if ((width < height) === (clientWidth < clientHeight)) return false;
  for (const node of nodes) [node.x, node.y] = [node.y, node.x];
  return true;
}

function extent(numbers) {
  return numbers.reduce((a, b) => Math.max(a, b), -Infinity) - numbers.reduce((a, b) => Math.min(a, b), Infinity);
}

/** Places for a node and others: rings around it, each in its own direction as far as can be. */
function rings(nodes, row, others, { clientWidth, clientHeight }) {
  const { x = 0, y = 0 } = nodes[row];
  const [across, down] = clientWidth < clientHeight ? [200, 320] : [330, 230];
  const angle = (other) => Math.atan2((nodes[other].y ?? other) - y, (nodes[other].x ?? 0) - x);
  const places = new Map([[row, { x, y }]]);
  const left = [...others].filter((other) => other !== row);
  for (const [number, room] of ringRooms(left.length).entries()) {
    const ring = number + 1;
    const here = left.splice(0, room).sort((a, b) => angle(a) - angle(b));
    here.forEach((other, index) => {
      const turn = 2 * Math.PI * (index + ring / 2) / here.length - Math.PI;
      places.set(other, { x: x + across * ring * Math.cos(turn), y: y + down * ring * Math.sin(turn) });
    });
  }
  return places;
}

/** How many of `count` stand on each ring: at most ten on the first, and alike for each length of the ring. */
function ringRooms(count) {
  let rings = 1;
  while (5 * rings * (rings + 1) < count) rings++;
  return Array.from({ length: rings }, (_, ring) => Math.ceil(2 * count * (ring + 1) / (rings * (rings + 1))));
}

/** Places for the steps of a path: from left to right, on a narrow screen from top to bottom, in a slight zigzag. */
function along(steps, { clientWidth, clientHeight }) {
  return new Map(steps.map((row, index) => {
    const [far, aside] = [260 * index, 50 * (index % 2)];
    return [row, clientWidth < clientHeight ? { x: 2 * aside, y: 0.7 * far } : { x: far, y: aside }];
  }));
}

const STRIDE = 90;  // the room of a node that is drawn later

/** Give each of `rows` without a place one that is free, near the most mentioned of its neighbours that has one. */
function settleNew(nodes, rows, linked) {
  const waiting = [...rows].filter((row) => nodes[row].x === undefined).sort((a, b) => a - b);
  if (!waiting.length) return;
  const cellOf = ({ x, y }) => `${Math.round(x / STRIDE)},${Math.round(y / STRIDE)}`;
  const taken = new Set(nodes.filter(({ x }) => x !== undefined).map(cellOf));
  for (const row of waiting) {
    const anchor = Math.min(...[...linked[row]].filter((other) => nodes[other].x !== undefined));
    const { x, y } = nodes[anchor] ?? { x: 0, y: 0 };
    for (const place of spiral(x, y)) {
      if (taken.has(cellOf(place))) continue;
      taken.add(cellOf(place));
      Object.assign(nodes[row], place);
      break;
    }
  }
}

/** Spots farther and farther from a point, a golden angle apart. */
function* spiral(x, y) {
  for (let step = 1; ; step++) {
    const [far, turn] = [STRIDE * Math.sqrt(step), step * 2.399963];
    yield { x: Math.round(x + far * Math.cos(turn)), y: Math.round(y + far * Math.sin(turn)) };
  }
}
