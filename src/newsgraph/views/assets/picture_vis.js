// The canvas of vis-network, which pyvis carries. It has the places, shapes and bends from
// pyvis's own nodes and edges; here come colours, what is shown, and the names.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  // More lines, fainter each: a dense part must not become one blot.
  const strength = (count) => (count > 4000 ? 0.35 : count > 1200 ? 0.5 : count > 400 ? 0.7 : 1);

  ng.engines ??= {};
  // drawn: {nodes, edges, options} of pyvis. hooks: what to call on a click and the like.
  ng.engines.pyvis = (canvas, state, look, hooks, drawn) => {
    const { graph } = state;
    const many = graph.lines.length > 2500;
    let fine = true; // whether rims and dashes are drawn
    const options = structuredClone(drawn.options);
    Object.assign(options.interaction, { hideEdgesOnDrag: many, hideEdgesOnZoom: many });
    const nodes = new vis.DataSet(drawn.nodes.map((node) => ({ ...node, ...face(node.id) })));
    const edges = new vis.DataSet(drawn.edges.map((edge) => ({ ...edge, color: paint(edge.id) })));
    const network = new vis.Network(canvas, { nodes, edges }, options);
    canvas.querySelector(".vis-network").tabIndex = -1; // vis-network sets 900: first of all
    let near = null;

    function rim(id) {
      if (look.kinds[graph.nodes[id].kind].hollow) return fine ? 3 : 1;
      return fine ? 1 : 0;
    }

    function face(id) {
      const { hollow, fill } = look.kinds[graph.nodes[id].kind];
      const color = { background: hollow ? look.page : fill, border: hollow ? fill : look.ink };
      const chosen = { ...color, border: look.ink };
      return {
        borderWidth: rim(id),
        color: { ...color, highlight: chosen, hover: chosen },
      };
    }

    function paint(id) {
      const color = look.statuses[graph.lines[id].status].stroke;
      return { color, highlight: color, hover: color, inherit: false };
    }

    // vis-network's own update of all nodes takes seconds for thousands: what changes
    // with each click is written where its renderer reads it.
    function apply(nowNear) {
      near = nowNear;
      const { scene } = state;
      const plain = strength(scene.lines.reduce((sum, on) => sum + on, 0));
      for (const { id } of drawn.nodes) {
        const { options: own } = network.body.nodes[id];
        own.hidden = !scene.nodes[id];
        own.opacity = near && !near.nodes.has(id) && !state.pinned.has(id) ? 0.13 : 1;
      }
      for (const { id } of drawn.edges) {
        const { options: own } = network.body.edges[id];
        own.hidden = !scene.lines[id];
        own.color.opacity = near ? (near.lines.has(id) ? 1 : 0.07) : plain;
      }
      network.body.emitter.emit("_dataChanged");
      select();
    }

    function select() {
      const { node, line, path } = state.chosen;
      const chosen = {
        nodes: path ? path.nodes : node === null ? [] : [node],
        edges: path ? path.lines : line === null ? [] : [line],
      };
      network.setSelection(chosen, { highlightEdges: false });
    }

    const at = (id) => network.body.nodes[id];
    const size = (id) => drawn.nodes[id].size;

    function point(id, share) {
      const { from, to } = graph.lines[id];
      if (from !== to) return network.body.edges[id].edgeType.getPoint(share); // on the bend
      return { x: at(from).x + share * 100 - 35, y: at(from).y - size(from) - 34 }; // above it
    }

    function room(id) {
      const { from, to } = graph.lines[id];
      if (from === to) return Infinity;
      const [start, end] = [at(from), at(to)];
      return Math.hypot(end.x - start.x, end.y - start.y) - size(from) - size(to);
    }

    function frame() {
      const low = network.DOMtoCanvas({ x: 2, y: 2 });
      const high = network.DOMtoCanvas({ x: canvas.clientWidth - 2, y: canvas.clientHeight - 2 });
      const view = [low.x, low.y, high.x, high.y];
      return { pixel: 1 / network.getScale(), view, at, size, point, room };
    }

    // The places suit a wide canvas; on a tall one x and y change roles.
    const upright = () => canvas.clientHeight > 1.2 * canvas.clientWidth;

    function whole() {
      moving(false);
      network.canvas.setSize(); // the bars around it may just have come or gone
      for (const { id, x, y } of drawn.nodes) {
        if (state.pinned.has(id)) continue;
        Object.assign(network.body.nodes[id], upright() ? { x: y, y: x } : { x, y });
      }
      fit();
    }

    // Names stand out beyond the nodes, which is all that vis-network fits.
    function fit() {
      const { clientWidth, clientHeight } = canvas;
      const shown = drawn.nodes.map(({ id }) => id).filter((id) => state.scene.nodes[id]);
      if (!shown.length) return;
      network.fit({ nodes: shown, maxZoomLevel: 2.5, animation: false });
      const share = Math.min((clientWidth - 90) / clientWidth, (clientHeight - 60) / clientHeight);
      const scale = Math.min(network.getScale() * share, 2);
      network.moveTo({ scale, animation: false });
    }

    function show(ids) {
      const animation = still() ? false : { duration: 350 };
      network.canvas.setSize();
      const scale = Math.max(network.getScale(), 1.2);
      if (ids.length === 1) network.focus(ids[0], { scale, animation });
      else network.fit({ nodes: ids, maxZoomLevel: scale, animation });
    }

    function moving(on) {
      network.setOptions({ physics: { ...options.physics, enabled: on } });
    }

    // From afar nobody sees a dash, and thousands of them take seconds to draw; a node's
    // rim, which is as wide at any zoom, would cover its colour.
    function detail() {
      const wanted = drawn.edges.length < 500 || network.getScale() > 0.4;
      if (wanted === fine) return;
      fine = wanted;
      for (const { id, dashes } of drawn.edges) {
        network.body.edges[id].options.dashes = wanted && dashes;
      }
      for (const { id } of drawn.nodes) network.body.nodes[id].options.borderWidth = rim(id);
    }

    // Physics leaves a pinned node where it is.
    function fixPinned() {
      for (const { id } of drawn.nodes) {
        const node = network.body.nodes[id];
        const on = state.pinned.has(id);
        if (Boolean(node.options.fixed.x) !== on) node.setOptions({ fixed: { x: on, y: on } });
      }
    }

    network.on("beforeDrawing", detail);
    network.on("afterDrawing", (context) => ng.writeNames(context, state, near, frame(), look));
    network.on("click", ({ nodes: [node], edges: [edge] }) => hooks.click(node, edge));
    network.on("doubleClick", ({ nodes: [node] }) => node !== undefined && hooks.focus(node));
    network.on("hoverNode", ({ node, pointer }) => hooks.hover("node", node, pointer.DOM));
    network.on("hoverEdge", ({ edge, pointer }) => hooks.hover("line", edge, pointer.DOM));
    for (const over of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(over, hooks.leave);

    return {
      network,
      apply,
      whole,
      fit,
      show,
      moving,
      fixPinned,
      look: (newLook) => {
        look = newLook;
        for (const { id } of drawn.nodes) network.body.nodes[id].setOptions(face(id));
        for (const { id } of drawn.edges) network.body.edges[id].setOptions({ color: paint(id) });
      },
      zoom: (factor) => network.moveTo({ scale: network.getScale() * factor }),
      move: (right, down) => {
        const { x, y } = network.getViewPosition();
        const pixel = 1 / network.getScale();
        network.moveTo({ position: { x: x + right * pixel, y: y + down * pixel } });
      },
      at: (id) => ({ x: at(id).x, y: at(id).y }),
      size,
      point,
      frame,
      screen: (point_) => network.canvasToDOM(point_),
      destroy: () => network.destroy(),
    };
  };
})();
