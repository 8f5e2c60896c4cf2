// Writes the names on the canvas, as a map does: always at a size that can be read,
// the important ones first, and a name that would cover another is left out until the
// reader comes nearer. vis-network's own labels shrink with the picture and overlap.
"use strict";

const NODE_FONT = 12; // pixels on the screen at any zoom; picture.py counts on it
const EDGE_FONT = 10.5;
// Where along its line the name of an edge may stand, the best first.
const PLACES = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7];

// Rectangles are [left, top, right, bottom].
function apart(one, two) {
  return one[0] >= two[2] || one[2] <= two[0] || one[1] >= two[3] || one[3] <= two[1];
}

// Rectangles already taken, in a grid of cells: a look-up touches a few of them only.
class Taken {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  keys([left, top, right, bottom]) {
    const found = [];
    for (let x = Math.floor(left / this.cell); x <= right / this.cell; x += 1) {
      for (let y = Math.floor(top / this.cell); y <= bottom / this.cell; y += 1) {
        found.push(x + ":" + y);
      }
    }
    return found;
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  free(box) {
    return this.keys(box).every((key) =>
      (this.cells.get(key) ?? []).every((other) => apart(box, other)),
    );
  }
}

// node: {x, y, size, text: lines, first: whether its name may cover other nodes}
function writeNodeName(context, node, marks, written, pixel, look) {
  const inView = ([left, top, right, bottom]) =>
    left >= look.view[0] && top >= look.view[1] && right <= look.view[2] && bottom <= look.view[3];
  const line = NODE_FONT * 1.15 * pixel;
  const wide = Math.max(...node.text.map((text) => context.measureText(text).width));
  const high = line * node.text.length;
  const gap = node.size + 3 * pixel;
  const boxes = [
    [node.x - wide / 2, node.y + gap, node.x + wide / 2, node.y + gap + high],
    [node.x - wide / 2, node.y - gap - high, node.x + wide / 2, node.y - gap],
    [node.x + gap, node.y - high / 2, node.x + gap + wide, node.y + high / 2],
    [node.x - gap - wide, node.y - high / 2, node.x - gap, node.y + high / 2],
  ];
  const clear = boxes.filter((each) => written.free(each));
  const free = clear.filter((each) => marks.free(each));
  const box = free.find(inView) ?? free[0] ?? (node.first ? clear[0] : undefined);
  if (!box) return;
  written.add(box);
  node.text.forEach((text, number) => {
    const [x, y] = [(box[0] + box[2]) / 2, box[1] + line * (number + 0.5)];
    context.strokeStyle = look.page; // a rim: lines below do not cross the letters
    context.strokeText(text, x, y);
    context.fillStyle = look.ink;
    context.fillText(text, x, y);
  });
}

// line: {at: t -> point, text, colour, room: canvas units between its two nodes,
// first: whether its name must be written, level and over all else if need be}
function writeEdgeName(context, line, marks, written, pixel, look) {
  const wide = context.measureText(line.text).width;
  const half = EDGE_FONT * 0.5 * pixel;
  const shares = wide + 8 * pixel > line.room ? [] : PLACES;
  for (const share of shares) {
    const [before, middle, after] = [line.at(share - 0.02), line.at(share), line.at(share + 0.02)];
    let angle = Math.atan2(after.y - before.y, after.x - before.x);
    if (Math.abs(angle) > Math.PI / 2) angle += Math.PI; // never upside down
    const boxes = [];
    for (let off = half - wide / 2; off < wide / 2 + half; off += 2 * half) {
      const reach = Math.min(off, wide / 2 - half);
      const [x, y] = [middle.x + Math.cos(angle) * reach, middle.y + Math.sin(angle) * reach];
      boxes.push([x - half, y - half, x + half, y + half]);
    }
    if (boxes.every((box) => marks.free(box) && written.free(box))) {
      boxes.forEach((box) => written.add(box));
      paintEdgeName(context, line, middle, angle, pixel, look);
      return;
    }
  }
  if (line.first) paintEdgeName(context, line, line.at(0.5), 0, pixel, look);
}

function paintEdgeName(context, line, at, angle, pixel, look) {
  const [wide, high] = [context.measureText(line.text).width + 4 * pixel, EDGE_FONT * 1.1 * pixel];
  context.save();
  context.translate(at.x, at.y);
  context.rotate(angle);
  context.fillStyle = look.page; // the line itself must not strike its name through
  context.fillRect(-wide / 2, -high / 2, wide, high);
  context.fillStyle = line.colour;
  context.fillText(line.text, 0, 0);
  context.restore();
}

// Nodes and lines come in the order of their importance. pixel: canvas units of one
// pixel on the screen. look: {ink, page, family, view: the rectangle
// of canvas units that is on the screen}.
function writeNames(context, nodes, lines, pixel, look) {
  const [marks, written] = [new Taken(80 * pixel), new Taken(80 * pixel)];
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4 * pixel;
  for (const { x, y, size } of nodes) marks.add([x - size, y - size, x + size, y + size]);
  context.font = `${NODE_FONT * pixel}px ${look.family}`;
  for (const node of nodes) {
    if (node.text) writeNodeName(context, node, marks, written, pixel, look);
  }
  context.font = `${EDGE_FONT * pixel}px ${look.family}`;
  for (const line of lines) writeEdgeName(context, line, marks, written, pixel, look);
  context.restore();
}
