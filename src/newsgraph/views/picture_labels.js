// Writes the names on the canvas, as a map does: always at a size that can be read,
// the important ones first, and a name that would cover another is left out until the
// reader comes nearer. vis-network's own labels shrink with the picture and overlap.
"use strict";

const NODE_FONT = 12; // pixels on the screen at any zoom; picture.py counts on it
const EDGE_FONT = 10.5;
const PLACES = [0.5, 0.42, 0.58, 0.34, 0.66]; // of an edge's name along its line

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
      (this.cells.get(key) ?? []).every(
        (other) => box[0] >= other[2] || box[2] <= other[0] || box[1] >= other[3] || box[3] <= other[1],
      ),
    );
  }
}

function write(context, text, x, y, colour, halo) {
  context.strokeStyle = halo; // a rim in the colour of the page: lines below do not cross the letters
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}

// node: {x, y, size, text: lines, first: whether it may cover smaller nodes}
function writeNodeName(context, node, taken, pixel, look) {
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
  const box = boxes.find((each) => taken.free(each)) ?? (node.first ? boxes[0] : null);
  if (!box) return;
  taken.add(box);
  node.text.forEach((text, number) => {
    write(context, text, (box[0] + box[2]) / 2, box[1] + line * (number + 0.5), look.ink, look.page);
  });
}

// line: {at: t -> point, text, colour, room: pixels of canvas between its two nodes}
function writeEdgeName(context, line, taken, pixel, look) {
  const wide = context.measureText(line.text).width;
  if (wide + 8 * pixel > line.room) return;
  const half = EDGE_FONT * 0.5 * pixel;
  for (const share of PLACES) {
    const [before, middle, after] = [line.at(share - 0.02), line.at(share), line.at(share + 0.02)];
    let angle = Math.atan2(after.y - before.y, after.x - before.x);
    if (Math.abs(angle) > Math.PI / 2) angle += Math.PI; // never upside down
    const boxes = [];
    for (let off = half - wide / 2; off < wide / 2 + half; off += 2 * half) {
      const reach = Math.min(off, wide / 2 - half);
      const [x, y] = [middle.x + Math.cos(angle) * reach, middle.y + Math.sin(angle) * reach];
      boxes.push([x - half, y - half, x + half, y + half]);
    }
    if (boxes.every((box) => taken.free(box))) {
      boxes.forEach((box) => taken.add(box));
      context.save();
      context.translate(middle.x, middle.y);
      context.rotate(angle);
      write(context, line.text, 0, 0, line.colour, look.page);
      context.restore();
      return;
    }
  }
}

// Nodes and lines come in the order of their importance. pixel: canvas units of one
// pixel on the screen. look: {ink, page, family}.
function writeNames(context, nodes, lines, pixel, look) {
  const taken = new Taken(80 * pixel);
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5 * pixel;
  for (const { x, y, size } of nodes) taken.add([x - size, y - size, x + size, y + size]);
  context.font = `${NODE_FONT * pixel}px ${look.family}`;
  for (const node of nodes) if (node.text) writeNodeName(context, node, taken, pixel, look);
  context.font = `${EDGE_FONT * pixel}px ${look.family}`;
  for (const line of lines) writeEdgeName(context, line, taken, pixel, look);
  context.restore();
}
