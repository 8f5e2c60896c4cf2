// Writes the names on the canvas, as a map does: always at a size that can be read,
// the important ones first, and a name that would cover another is left out until the
// reader comes nearer.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const NODE_FONT = 12; // pixels on the screen at any zoom; picture.py counts on it
  const EDGE_FONT = 10.5;
  const MOST_TRIES = 700; // names tried in one frame: the least important ones wait
  const MOST_MARKS = 4000; // nodes kept clear of names; of more, each is but a dot
  const MOST_LINES = 250; // with room for a name: of more, none is named until something is chosen
  // Where along its line the name of an edge may stand, the best first.
  const PLACES = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7];

  // Rectangles are [left, top, right, bottom].
  const apart = (one, two) =>
    one[0] >= two[2] || one[2] <= two[0] || one[1] >= two[3] || one[3] <= two[1];

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
          found.push(x * 65_536 + y);
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

  // Return where a name may stand: below, above, right or left of its node, drawn back
  // into the view where it would be cut.
  function boxesFor({ x, y, size }, wide, high, { pixel, view }) {
    const gap = size + 3 * pixel;
    const corners = [
      [x - wide / 2, y + gap],
      [x - wide / 2, y - gap - high],
      [x + gap, y - high / 2],
      [x - gap - wide, y - high / 2],
    ];
    const boxes = corners.map(([left, top]) => [left, top, left + wide, top + high]);
    const inView = ([left, top, right, bottom]) =>
      left >= view[0] && top >= view[1] && right <= view[2] && bottom <= view[3];
    const whole = boxes.filter(inView);
    if (whole.length) return whole;
    const left = Math.min(Math.max(x - wide / 2, view[0]), Math.max(view[2] - wide, view[0]));
    return [y + gap, y - gap - high]
      .map((top) => [left, top, left + wide, top + high])
      .filter(inView);
  }

  function writeNodeName(context, node, taken, frame, look) {
    const line = NODE_FONT * 1.15 * frame.pixel;
    node.holder.wide ??= Math.max(
      ...node.text.map((text) => context.measureText(text).width / frame.pixel),
    );
    const wide = node.holder.wide * frame.pixel;
    const boxes = boxesFor(node, wide, line * node.text.length, frame);
    const clear = boxes.filter((each) => taken.names.free(each));
    const box = clear.find((each) => taken.marks.free(each)) ?? (node.first ? clear[0] : null);
    if (!box) return;
    taken.names.add(box);
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
  function writeEdgeName(context, line, taken, pixel, look) {
    const wide = context.measureText(line.text).width;
    const half = EDGE_FONT * 0.5 * pixel;
    const shares = wide + 8 * pixel > line.room ? [] : PLACES;
    for (const share of shares) {
      const [before, middle, after] = [share - 0.02, share, share + 0.02].map(line.at);
      let angle = Math.atan2(after.y - before.y, after.x - before.x);
      if (Math.abs(angle) > Math.PI / 2) angle += Math.PI; // never upside down
      const boxes = [];
      for (let off = half - wide / 2; off < wide / 2 + half; off += 2 * half) {
        const reach = Math.min(off, wide / 2 - half);
        const [x, y] = [middle.x + Math.cos(angle) * reach, middle.y + Math.sin(angle) * reach];
        boxes.push([x - half, y - half, x + half, y + half]);
      }
      if (boxes.every((box) => taken.marks.free(box) && taken.names.free(box))) {
        boxes.forEach((box) => taken.names.add(box));
        paintEdgeName(context, line, middle, angle, pixel, look);
        return;
      }
    }
    if (line.first) paintEdgeName(context, line, line.at(0.5), 0, pixel, look);
  }

  function paintEdgeName(context, line, at, angle, pixel, look) {
    const wide = context.measureText(line.text).width + 4 * pixel;
    const high = EDGE_FONT * 1.1 * pixel;
    context.save();
    context.translate(at.x, at.y);
    context.rotate(angle);
    context.fillStyle = look.page; // the line itself must not strike its name through
    context.fillRect(-wide / 2, -high / 2, wide, high);
    context.fillStyle = line.colour;
    context.fillText(line.text, 0, 0);
    context.restore();
  }

  // Return the nodes to name, the most important first: what is chosen, what is pinned,
  // then by degree. Beside what is chosen, only its neighbours are named.
  function nodesToName(state, near, frame, inside) {
    const { graph, scene, chosen, pinned } = state;
    const wanted = [...(near?.nodes ?? []), ...pinned];
    const order = near ? wanted : [...pinned, ...graph.byDegree];
    if (chosen.node !== null) order.unshift(chosen.node);
    const found = [];
    const seen = new Set();
    for (const id of order) {
      if (found.length >= MOST_TRIES) break;
      if (seen.has(id) || !scene.nodes[id] || !inside(id)) continue;
      seen.add(id);
      const node = graph.nodes[id];
      const few = near ? id === chosen.node || chosen.node === null : found.length < 6;
      node.text ??= ng.wrapped(node.label);
      found.push({
        ...frame.at(id),
        size: frame.size(id),
        text: node.text,
        holder: node,
        first: few || pinned.has(id), // the reader's first hold: named at any cost
      });
    }
    return found;
  }

  function linesToName(state, near, frame, look, inside) {
    const { graph, scene, chosen } = state;
    const ids = near ? [...near.lines] : scene.lines.keys();
    const found = [];
    for (const id of ids) {
      const line = graph.lines[id];
      if (!scene.lines[id] || (!inside(line.from) && !inside(line.to))) continue;
      const room = frame.room(id);
      if (room < 40 * frame.pixel) continue; // no name is that short
      found.push({
        at: (share) => frame.point(id, share),
        text: ng.lineText(graph, line, scene.said),
        colour: look.statuses[line.status].stroke,
        room,
        first: id === chosen.line,
        weight: line.statements.length,
      });
      if (found.length >= MOST_TRIES) break;
    }
    if (!near && found.length > MOST_LINES) return []; // from afar they would hide the picture
    return found.sort((a, b) => b.weight - a.weight);
  }

  // frame: {pixel: canvas units of one pixel on the screen, view: the rectangle of canvas
  // units on the screen, at(id), size(id): of a node, point(id, share), room(id): of a line}
  ng.writeNames = (context, state, near, frame, look) => {
    const { pixel, view } = frame;
    const taken = { marks: new Taken(80 * pixel), names: new Taken(80 * pixel) };
    const on = new Uint8Array(state.graph.nodes.length);
    let marks = 0;
    for (let id = 0; id < on.length; id += 1) {
      const { x, y } = frame.at(id);
      on[id] = x >= view[0] && y >= view[1] && x <= view[2] && y <= view[3] ? 1 : 0;
      if (!on[id] || !state.scene.nodes[id] || marks > MOST_MARKS) continue;
      const size = frame.size(id);
      taken.marks.add([x - size, y - size, x + size, y + size]);
      marks += 1;
    }
    const inside = (id) => on[id];
    context.save();
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 4 * pixel;
    context.font = `${NODE_FONT * pixel}px ${look.family}`;
    for (const node of nodesToName(state, near, frame, inside)) {
      writeNodeName(context, node, taken, frame, look);
    }
    context.font = `${EDGE_FONT * pixel}px ${look.family}`;
    for (const line of linesToName(state, near, frame, look, inside)) {
      writeEdgeName(context, line, taken, pixel, look);
    }
    context.restore();
  };
})();
