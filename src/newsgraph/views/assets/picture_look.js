// Colours and shapes, read from the style sheet: the canvas, the legend and saved pictures
// all show the same.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});

  // The WebGL canvas draws circles and solid lines only: so does its legend.
  ng.lookOf = (root, graph, engine) => {
    const plain = engine === "sigma";
    const style = getComputedStyle(root);
    const value = (name) => style.getPropertyValue(name).trim();
    const colour = (group, name) =>
      (/^\w+$/.test(name) && value(`--${group}-${name}`)) || value(`--${group}-other`);
    return {
      ink: value("--ink"),
      page: value("--page"),
      quiet: value("--quiet"),
      accent: value("--accent"),
      family: style.fontFamily,
      kinds: graph.kinds.map((kind) => ({
        ...kind,
        ...(plain ? { shape: "dot" } : {}),
        fill: colour("kind", kind.name),
      })),
      statuses: graph.statuses.map((each) => ({
        ...each,
        ...(plain ? { dashes: [] } : {}),
        stroke: colour("status", each.name),
      })),
    };
  };

  // Of radius 1, y down; picture_vis.js has the same from vis-network.
  const star = Array.from({ length: 10 }, (_, i) => {
    const [away, turn] = [i % 2 ? 0.5 : 1.15, (i * Math.PI) / 5 - Math.PI / 2];
    return [away * Math.cos(turn), away * Math.sin(turn)];
  });
  const hexagon = Array.from({ length: 6 }, (_, i) => [
    Math.cos((i * Math.PI) / 3),
    Math.sin((i * Math.PI) / 3),
  ]);
  const CORNERS = {
    square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
    triangle: [[0, -1.15], [1.05, 0.8], [-1.05, 0.8]],
    triangleDown: [[0, 1.15], [1.05, -0.8], [-1.05, -0.8]],
    diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
    star,
    hexagon,
  };

  // Return tag and attributes of a shape in SVG.
  ng.shapeAt = (shape, x, y, radius) => {
    const corners = CORNERS[shape];
    if (!corners) return ["circle", { cx: x, cy: y, r: radius }];
    const points = corners.map(([dx, dy]) => [x + dx * radius, y + dy * radius]);
    return ["polygon", { points: points.map((point) => point.map(round).join(",")).join(" ") }];
  };

  const round = (number) => Math.round(number * 10) / 10;

  ng.paintOf = ({ hollow, fill }, look) =>
    hollow
      ? { fill: look.page, stroke: fill, "stroke-width": 2.5 }
      : { fill, stroke: look.ink, "stroke-width": 0.8 };

  ng.kindMark = (kind, look) => {
    const [tag, form] = ng.shapeAt(kind.shape, 9, 9, 6.3);
    const mark = ng.drawing(tag, { ...form, ...ng.paintOf(kind, look) });
    return ng.drawing("svg", { width: 18, height: 18, class: "mark", "aria-hidden": true }, mark);
  };

  ng.statusMark = ({ stroke, dashes }) => {
    const paint = { stroke, "stroke-dasharray": dashes.join(" "), "stroke-width": 2 };
    const line = ng.drawing("line", { x1: 0, y1: 9, x2: 28, y2: 9, ...paint });
    return ng.drawing("svg", { width: 28, height: 18, class: "mark", "aria-hidden": true }, line);
  };
})();
