// The picture as a file: SVG of what is on the screen, and PNG made from it.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const SHARPER = 2; // pixels of the PNG for one on the screen
  const FAINT = 0.1; // of what is not near what is chosen
  const MIDDLE = "central";

  const round = (number) => Math.round(number * 100) / 100;

  // The part of a canvas context that writes names, as SVG elements in the same units.
  class Pen {
    constructor(layer) {
      this.layer = layer;
      this.ruler = document.createElement("canvas").getContext("2d");
      this.stack = [];
      this.at = { x: 0, y: 0, angle: 0 };
      this.ink = {};
    }

    set font(font) {
      this.ink.font = font;
      this.ruler.font = font;
    }

    set fillStyle(colour) {
      this.ink.fill = colour;
    }

    set strokeStyle(colour) {
      this.ink.stroke = colour;
    }

    set lineWidth(width) {
      this.ink.width = width;
    }

    save() {
      this.stack.push([this.at, { ...this.ink }]);
    }

    restore() {
      [this.at, this.ink] = this.stack.pop();
      if (this.ink.font) this.ruler.font = this.ink.font;
    }

    translate(x, y) {
      this.at = { ...this.at, x, y };
    }

    rotate(angle) {
      this.at = { ...this.at, angle };
    }

    measureText(text) {
      return this.ruler.measureText(text);
    }

    place() {
      const { x, y, angle } = this.at;
      if (!x && !y && !angle) return {};
      return { transform: `translate(${round(x)} ${round(y)}) rotate(${round((angle * 180) / Math.PI)})` };
    }

    text(text, x, y, paint) {
      const size = parseFloat(this.ink.font);
      const spot = { x: round(x), y: round(y), "font-size": size, "text-anchor": "middle" };
      const form = { ...spot, "dominant-baseline": MIDDLE, ...paint, ...this.place() };
      this.layer.append(ng.drawing("text", form, text));
    }

    strokeText(text, x, y) {
      const { stroke, width } = this.ink;
      this.text(text, x, y, { fill: "none", stroke, "stroke-width": width, "stroke-linejoin": "round" });
    }

    fillText(text, x, y) {
      this.text(text, x, y, { fill: this.ink.fill });
    }

    fillRect(x, y, width, height) {
      const box = { x: round(x), y: round(y), width: round(width), height: round(height) };
      this.layer.append(ng.drawing("rect", { ...box, fill: this.ink.fill, ...this.place() }));
    }
  }

  // Return the points of a line from the rim of its first node to that of its last.
  function pointsOf(frame, { from, to, bend }, id) {
    const steps = bend && from !== to ? 16 : 1;
    const all = Array.from({ length: steps + 1 }, (_, i) => frame.point(id, i / steps));
    if (from === to) return loop(frame, from);
    const [start, end] = [frame.at(from), frame.at(to)];
    const clear = (node, size) => (point) => Math.hypot(point.x - node.x, point.y - node.y) > size;
    const kept = all.slice(1, -1).filter(clear(start, frame.size(from))).filter(clear(end, frame.size(to) + 2 * frame.pixel));
    const first = toRim(start, kept[0] ?? end, frame.size(from));
    const last = toRim(end, kept.at(-1) ?? start, frame.size(to) + 2 * frame.pixel);
    return [first, ...kept, last];
  }

  function loop(frame, id) {
    const { x, y } = frame.at(id);
    const size = frame.size(id);
    return Array.from({ length: 13 }, (_, i) => {
      const turn = Math.PI / 2 + (i / 12) * 2 * Math.PI;
      return { x: x + Math.cos(turn) * size * 0.9, y: y - size * 1.6 + Math.sin(turn) * size * 0.9 };
    });
  }

  function toRim(centre, other, size) {
    const far = Math.hypot(other.x - centre.x, other.y - centre.y) || 1;
    const share = Math.min(size / far, 1);
    return { x: centre.x + (other.x - centre.x) * share, y: centre.y + (other.y - centre.y) * share };
  }

  function arrow(before, tip, size) {
    const turn = Math.atan2(tip.y - before.y, tip.x - before.x);
    const corner = (side) => [
      tip.x - size * Math.cos(turn + side * 0.42),
      tip.y - size * Math.sin(turn + side * 0.42),
    ];
    return [[tip.x, tip.y], corner(1), corner(-1)].map((at) => at.map(round).join(",")).join(" ");
  }

  function lineParts(frame, line, id, { stroke, dashes }, opacity) {
    const points = pointsOf(frame, line, id);
    const d = points.map(({ x, y }, i) => `${i ? "L" : "M"}${round(x)} ${round(y)}`).join("");
    const width = round(Math.min(1.3 + 0.5 * (line.statements.length - 1), 4) * Math.min(frame.unit, 1.5 * frame.pixel));
    const dashed = dashes.length ? { "stroke-dasharray": dashes.map((dash) => round(dash * width * 0.7)).join(" ") } : {};
    const way = ng.drawing("path", { d, fill: "none", stroke, "stroke-width": width, opacity, ...dashed });
    const head = arrow(points.at(-2), points.at(-1), 5 * width);
    return [way, ng.drawing("polygon", { points: head, fill: stroke, opacity })];
  }

  const reaches = ({ view }, { x, y }, size) =>
    x + size >= view[0] && y + size >= view[1] && x - size <= view[2] && y - size <= view[3];

  // Return an SVG element of what is on the screen.
  ng.svg = (state, view, look, near) => {
    const { graph, scene } = state;
    const frame = { unit: 1, ...view.frame() };
    const [left, top, right, bottom] = frame.view;
    const wide = (right - left) / frame.pixel;
    const high = (bottom - top) / frame.pixel;
    const [lines, nodes, names] = ["lines", "nodes", "names"].map((name) =>
      ng.drawing("g", { class: name }),
    );
    const seen = graph.nodes.map((_, id) => reaches(frame, frame.at(id), frame.size(id)));
    graph.lines.forEach((line, id) => {
      if (!scene.lines[id] || (!seen[line.from] && !seen[line.to])) return;
      const opacity = !near || near.lines.has(id) ? 1 : FAINT;
      lines.append(...lineParts(frame, line, id, look.statuses[line.status], opacity));
    });
    graph.nodes.forEach((node, id) => {
      if (!scene.nodes[id] || !seen[id]) return;
      const { x, y } = frame.at(id);
      const kind = look.kinds[node.kind];
      const [tag, form] = ng.shapeAt(kind.shape, x, y, frame.size(id));
      const paint = ng.paintOf(kind, look);
      paint["stroke-width"] = round(paint["stroke-width"] * Math.min(frame.unit, frame.pixel));
      const opacity = !near || near.nodes.has(id) ? 1 : FAINT;
      nodes.append(ng.drawing(tag, { ...form, ...paint, opacity }));
    });
    ng.writeNames(new Pen(names), state, near, frame, look);
    const box = { viewBox: [left, top, right - left, bottom - top].map(round).join(" ") };
    const size = { width: Math.round(wide), height: Math.round(high) };
    const ground = { x: left, y: top, width: right - left, height: bottom - top, fill: look.page };
    const form = { xmlns: "http://www.w3.org/2000/svg", ...size, ...box, "font-family": look.family };
    const title = ng.drawing("title", {}, graph.title);
    return ng.drawing("svg", form, title, ng.drawing("rect", ground), lines, nodes, names);
  };

  ng.svgText = (svg) => new XMLSerializer().serializeToString(svg);

  // Return a promise of a PNG of an SVG.
  ng.png = (svg) =>
    new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => {
        const [width, height] = ["width", "height"].map((side) => svg.getAttribute(side) * SHARPER);
        const canvas = ng.make("canvas", { width, height });
        canvas.getContext("2d").drawImage(image, 0, 0, width, height);
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
      };
      image.onerror = () => reject(new Error("the picture could not be drawn"));
      image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(ng.svgText(svg))}`;
    });
})();
