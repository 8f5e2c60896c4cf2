// What sigma cannot draw and the layer of names can: heads of bent arrows, and the lines
// from a node to itself.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const MOST = 2000; // of more, nobody sees a head
  const HEAD = 7; // pixels
  const LOOP = 10; // radius of the line from a node to itself; a second one is wider
  const REACH = 5; // pixels that a pointer may miss a line by

  // Return the share of a line's way at which it meets the rim of the node at its end.
  function meets(frame, id, to) {
    const [end, size] = [frame.at(to), frame.size(to)];
    let [low, high] = [0.5, 1];
    for (let round = 0; round < 10; round += 1) {
      const share = (low + high) / 2;
      const { x, y } = frame.point(id, share);
      if (Math.hypot(end.x - x, end.y - y) > size) low = share;
      else high = share;
    }
    return low;
  }

  function head(context, tip, angle) {
    const corner = (turn) => [
      tip.x - HEAD * Math.cos(angle + turn),
      tip.y - HEAD * Math.sin(angle + turn),
    ];
    context.beginPath();
    context.moveTo(tip.x, tip.y);
    context.lineTo(...corner(0.4));
    context.lineTo(...corner(-0.4));
    context.fill();
  }

  function bentHead(context, frame, id, to) {
    const share = meets(frame, id, to);
    const [tip, before] = [frame.point(id, share), frame.point(id, share - 0.03)];
    head(context, tip, Math.atan2(tip.y - before.y, tip.x - before.x));
  }

  // Return the circle of a line from a node to itself; rank: its number among those of the node.
  function circle(frame, node, rank) {
    const { x, y } = frame.at(node);
    const radius = LOOP * (1 + 0.6 * rank);
    return { x, y: y - frame.size(node) - radius * 0.7, radius };
  }

  function loop(context, { x, y, radius }) {
    context.beginPath();
    context.arc(x, y, radius, 0.8 * Math.PI, 2.2 * Math.PI);
    context.stroke();
    const tip = { x: x + radius * Math.cos(0.2 * Math.PI), y: y + radius * Math.sin(0.2 * Math.PI) };
    head(context, { x: tip.x - 2, y: tip.y + 3 }, 0.68 * Math.PI);
  }

  // Where the name of a line from a node to itself stands.
  ng.aboveLoop = ({ x, y }, size, share) => ({
    x: x + (share - 0.5) * 100,
    y: y - size - LOOP * 1.7 - 8,
  });

  // Return the lines from a node to itself, each with its rank among those of its node.
  ng.loopsOf = (graph) => {
    const [ranks, loops] = [new Map(), new Map()];
    graph.lines.forEach(({ from, to }, id) => {
      if (from !== to) return;
      loops.set(id, ranks.get(from) ?? 0);
      ranks.set(from, loops.get(id) + 1);
    });
    return loops;
  };

  // Return the number of the loop at a place on the canvas, or undefined; sigma knows of none.
  ng.loopAt = ({ graph, scene }, frame, loops, place) => {
    for (const [id, rank] of loops) {
      if (!scene.lines[id]) continue;
      const { x, y, radius } = circle(frame, graph.lines[id].from, rank);
      if (Math.abs(Math.hypot(place.x - x, place.y - y) - radius) <= REACH) return id;
    }
    return undefined;
  };

  // colour: of a line, by its number.
  ng.writeMarks = (context, { graph, scene }, frame, loops, colour) => {
    const [left, top, right, bottom] = frame.view;
    const inside = (node) => {
      const { x, y } = frame.at(node);
      return x >= left && y >= top && x <= right && y <= bottom;
    };
    const wanted = graph.lines.flatMap(({ from, to, bend }, id) =>
      scene.lines[id] && (bend || from === to) && inside(to) ? [id] : [],
    );
    if (wanted.length > MOST) return;
    context.lineWidth = 1.4;
    for (const id of wanted) {
      const { from, to } = graph.lines[id];
      context.strokeStyle = context.fillStyle = colour(id);
      if (from === to) loop(context, circle(frame, from, loops.get(id)));
      else bentHead(context, frame, id, to);
    }
  };
})();
