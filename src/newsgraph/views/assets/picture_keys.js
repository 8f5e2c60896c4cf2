// What the keyboard does. Whatever a pointer can do can be done here too.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const STEP = 80; // pixels

  // Return the node nearest to one in a direction, or undefined.
  function nextNode({ graph, scene }, view, from, [right, down]) {
    const start = view.screen(view.at(from));
    let best;
    let least = Infinity;
    for (let id = 0; id < graph.nodes.length; id += 1) {
      if (!scene.nodes[id] || id === from) continue;
      const at = view.screen(view.at(id));
      const [along, aside] = [
        (at.x - start.x) * right + (at.y - start.y) * down,
        Math.abs((at.x - start.x) * down) + Math.abs((at.y - start.y) * right),
      ];
      if (along > 0 && aside <= along && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = id;
      }
    }
    return best;
  }

  ng.keyList = () =>
    ng.facts([
      ["/", "find a name"],
      ["arrows", "move the picture; with a node chosen, go to the next one that way"],
      ["+  −  0", "nearer, farther, the whole picture"],
      ["f", "only the neighbourhood of what is chosen"],
      ["t", "table or graph"],
      ["Esc", "close the panel, then show everything"],
    ]);

  // Return how to stop.
  ng.keysOf = ({ root, state, view, page, search, act }) => {
    function arrow(way, event) {
      event.preventDefault();
      const { node } = state.chosen;
      if (node === null || event.shiftKey) view.move(way[0] * STEP, way[1] * STEP);
      else {
        const next = nextNode(state, view, node, way);
        if (next !== undefined) act.select("node", next);
      }
    }

    const onCanvas = {
      "+": () => view.zoom(1.4),
      "=": () => view.zoom(1.4),
      "-": () => view.zoom(1 / 1.4),
      0: act.wholePicture,
      Enter: () => !page.panel.hidden && page.panel.focus(),
    };
    page.canvas.addEventListener("keydown", (event) => {
      if (!view || event.ctrlKey || event.metaKey || event.altKey) return;
      if (WAYS[event.key]) arrow(WAYS[event.key], event);
      else onCanvas[event.key]?.();
    });

    const anywhere = {
      "/": (event) => {
        event.preventDefault();
        search.input.focus();
        search.input.select();
      },
      t: act.toggleTable,
      f: () => state.chosen.node !== null && act.focus(state.chosen.node, 1),
    };
    const pressed = (event) => {
      // Before anything has the focus, a key goes to the page itself.
      if (event.target !== document.body && !root.contains(event.target)) return;
      const typing = event.target.closest("input, select, textarea");
      if (event.key === "Escape") {
        if (!page.panel.hidden) act.clear();
        else if (!typing && state.focus) act.showAll();
        if (!page.canvas.hidden) page.canvas.focus({ preventScroll: true });
      } else if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        anywhere[event.key]?.(event);
      }
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  };
})();
