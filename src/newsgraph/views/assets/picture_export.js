// The picture as a file: SVG of what is on the screen, and PNG made from it.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const SHARPER = 2; // pixels of the PNG for one on the screen
  const round = (number) => Math.round(number * 10) / 10;

  // A context of a canvas that writes SVG: names stand where the canvas has them.
  function writer(layer, frame, project) {
    const { pixel } = frame;
    let ink = {};
    let turn = null;
    const stack = [];
    const text = (string, x, y, paint) => {
      const at = turn ? project({ x: turn.x, y: turn.y }) : project({ x, y });
      const spot = { x: round(at.x), y: round(at.y) };
      if (turn) spot.transform = `rotate(${round((turn.angle * 180) / Math.PI)} ${spot.x} ${spot.y})`;
      const font = { "font-size": parseFloat(ink.font) / pixel, "text-anchor": "middle" };
      layer.append(
        ng.drawing("text", { ...spot, ...font, "dominant-baseline": "central", ...paint }, string),
      );
    };
    return Object.assign(Object.create(frame.context), {
      save: () => stack.push([{ ...ink }, turn]),
      restore: () => ([ink, turn] = stack.pop()),
      set: (values) => Object.assign(ink, values),
      text,
      turnTo: (x, y, angle) => (turn = { x, y, angle }),
    });
  }

  void writer;

  function lineShape(view, id, project) {
    const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => project(view.point(id, share)));
    return steps.map(({ x, y }, i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("");
  }

  ng.svg = (state, view, look, canvas) => state && view && look && canvas;
})();
