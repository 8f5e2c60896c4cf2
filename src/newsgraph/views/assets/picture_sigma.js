// The WebGL canvas of sigma, for thousands of nodes. Names are written on a layer above it
// in the same way as on the other canvas.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const strength = (count) => (count > 20_000 ? 0.22 : count > 5000 ? 0.35 : count > 800 ? 0.6 : 0.9);

  const LARGER = 1.5; // the node that is chosen

  ng.hasWebGL = () => {
    const probe = document.createElement("canvas");
    return Boolean(probe.getContext("webgl2"));
  };

  // Return a colour between two; sigma knows no opacity of nodes over each other.
  function mixed(colour, ground, share) {
    const parts = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
    const [one, two] = [parts(colour), parts(ground)];
    const hex = (i) => Math.round(one[i] * share + two[i] * (1 - share)).toString(16);
    return `#${[0, 1, 2].map((i) => hex(i).padStart(2, "0")).join("")}`;
  }

  ng.engines ??= {};
  ng.engines.sigma = (canvas, state, look, hooks) => {
    const { graph } = state;
    let near = null;
    let plain = 1;
    let paints = paintsOf();
    const loops = ng.loopsOf(graph);

    // The places have y down, sigma has y up; a node's size is its radius in pixels.
    const shrink = graph.nodes.length > 5000 ? 0.2 : graph.nodes.length > 1000 ? 0.3 : 0.5;
    // The places suit a wide canvas; on a tall one x and y change roles.
    const upright = () => canvas.clientHeight > 1.2 * canvas.clientWidth;
    let turned = upright();
    const placeOf = (id) => {
      const { x, y } = graph.nodes[id];
      return turned ? { x: y, y: -x } : { x, y: -y };
    };
    const net = new graphology.MultiDirectedGraph();
    graph.nodes.forEach(({ size }, id) => {
      net.addNode(id, { ...placeOf(id), size: size * shrink, type: graph.kinds[graph.nodes[id].kind].hollow ? "hollow" : "circle" });
    });
    const thin = graph.lines.length > 1000 ? 0.5 : 1;
    graph.lines.forEach(({ from, to, statements, bend }, id) => {
      const size = Math.min(1.4 + 0.6 * (statements.length - 1), 4) * thin;
      net.addEdgeWithKey(id, from, to, { size, curvature: bend, type: bend ? "curved" : "arrow" });
    });
    const { rendering } = Sigma;
    const renderer = new Sigma(net, canvas, {
      renderLabels: false,
      hideEdgesOnMove: graph.lines.length > 20_000,
      enableEdgeEvents: true,
      zIndex: true,
      minCameraRatio: 0.005,
      maxCameraRatio: 3,
      itemSizesReference: "screen",
      stagePadding: 40,
      defaultDrawNodeHover: () => {},
      nodeReducer,
      edgeReducer,
      nodeProgramClasses: {
        hollow: rendering.createNodeBorderProgram({
          borders: [
            { size: { value: 0.4 }, color: { attribute: "color" } },
            { size: { fill: true }, color: { attribute: "inner" } },
          ],
        }),
      },
      edgeProgramClasses: { curved: rendering.EdgeCurveProgram },
    });
    const names = renderer.createCanvasContext("names", { style: { pointerEvents: "none" } })
      .canvasContexts.names;
    renderer.resize(true); // a layer of one's own has no size before
    let moved = false;

    function paintsOf() {
      return {
        nodes: look.kinds.map(({ fill }) => [fill, mixed(fill, look.page, 0.14)]),
        lines: look.statuses.map(({ stroke }) => (share) => mixed(stroke, look.page, share)),
      };
    }

    function nodeReducer(id, own) {
      const faint = near && !near.nodes.has(+id) && !state.pinned.has(+id);
      const [full, pale] = paints.nodes[graph.nodes[id].kind];
      return {
        ...own,
        hidden: !state.scene.nodes[id],
        color: faint ? pale : full,
        inner: look.page,
        zIndex: faint ? 0 : 1,
        highlighted: false,
        size: state.chosen.node === +id ? own.size * LARGER : own.size,
      };
    }

    function lineColour(id) {
      const share = near ? (near.lines.has(id) ? 1 : 0.06) : plain;
      return paints.lines[graph.lines[id].status](share);
    }

    function edgeReducer(id, own) {
      const chosen = near?.lines.has(+id);
      return {
        ...own,
        hidden: !state.scene.lines[id],
        color: lineColour(+id),
        zIndex: chosen ? 1 : 0,
        size: chosen ? own.size * 1.8 : own.size,
      };
    }

    function apply(nowNear) {
      near = nowNear;
      plain = strength(state.scene.lines.reduce((sum, on) => sum + on, 0));
      renderer.refresh({ skipIndexation: true });
    }

    const at = (id) => renderer.graphToViewport(net.getNodeAttributes(id));
    const size = (id) => {
      const own = net.getNodeAttribute(id, "size");
      return renderer.scaleSize(state.chosen.node === id ? own * LARGER : own);
    };
    const middle = (id) => point(id, 0.5);

    function point(id, share) {
      const { from, to, bend } = graph.lines[id];
      if (from === to) return ng.aboveLoop(at(from), size(from), share);
      const [start, end] = [at(from), at(to)];
      const way = { x: end.x - start.x, y: end.y - start.y };
      const off = 2 * bend * share * (1 - share); // of a curve with one control point
      return {
        x: start.x + way.x * share + way.y * off,
        y: start.y + way.y * share - way.x * off,
      };
    }

    function room(id) {
      const { from, to } = graph.lines[id];
      if (from === to) return Infinity;
      const [start, end] = [at(from), at(to)];
      return Math.hypot(end.x - start.x, end.y - start.y) - size(from) - size(to);
    }

    function frame() {
      const { width, height } = renderer.getDimensions();
      return { pixel: 1, view: [2, 2, width - 2, height - 2], at, size, point, room };
    }

    function write() {
      const { width, height } = renderer.getDimensions();
      names.clearRect(0, 0, width, height);
      ng.writeMarks(names, state, frame(), loops, lineColour);
      ng.writeNames(names, state, near, frame(), look);
    }
    renderer.on("afterRender", write);

    const camera = renderer.getCamera();
    const duration = () => ({ duration: still() ? 0 : 350 });

    // Return the camera that shows all of some nodes and their names, or null without nodes.
    function around(ids) {
      const points = ids.map((id) => renderer.getNodeDisplayData(id)).filter(Boolean);
      if (!points.length) return null;
      const { width, height } = renderer.getDimensions();
      const [start, end] = [0, 1].map((x) => renderer.framedGraphToViewport({ x, y: 0 }));
      const unit = (end.x - start.x) * camera.ratio; // pixels, where the ratio is 1
      const extent = (axis) => {
        let [low, high] = [Infinity, -Infinity];
        for (const { [axis]: at_ } of points) [low, high] = [Math.min(low, at_), Math.max(high, at_)];
        return { middle: (low + high) / 2, pixels: (high - low) * unit };
      };
      const [wide, tall] = [extent("x"), extent("y")];
      const ratio = Math.max(wide.pixels / (width - 120), tall.pixels / (height - 100));
      return { x: wide.middle, y: tall.middle, ratio };
    }

    function show(ids) {
      const found = around(ids);
      if (!found) return;
      const least = Math.min(Math.sqrt(40 / graph.nodes.length), 1); // some forty nodes around it
      const ratio = Math.max(found.ratio, ids.length === 1 ? least : least / 3);
      camera.animate({ ...found, ratio }, duration());
    }

    function fit() {
      const found = around([...state.scene.nodes.keys()].filter((id) => state.scene.nodes[id]));
      if (found) camera.setState({ ...found, ratio: Math.max(found.ratio, 0.02) });
    }

    function putBack() {
      [moved, turned] = [false, upright()];
      net.updateEachNodeAttributes(
        (id, own) => (state.pinned.has(+id) ? own : { ...own, ...placeOf(id) }),
        { attributes: ["x", "y"] },
      );
      renderer.setCustomBBox(null);
      renderer.refresh();
    }

    const pointer = ({ x, y }) => ({ x, y });
    renderer.on("clickNode", ({ node }) => hooks.click(+node, undefined));
    renderer.on("clickEdge", ({ edge }) => hooks.click(undefined, +edge));
    const loopAt = (event) => (loops.size ? ng.loopAt(state, frame(), loops, event) : undefined);
    renderer.on("clickStage", ({ event }) => hooks.click(undefined, loopAt(event)));
    renderer.on("doubleClickNode", ({ node, event, preventSigmaDefault }) => {
      preventSigmaDefault();
      hooks.focus(+node);
    });
    renderer.on("enterNode", ({ node, event }) => hooks.hover("node", +node, pointer(event)));
    renderer.on("enterEdge", ({ edge, event }) => hooks.hover("line", +edge, pointer(event)));
    renderer.on("leaveNode", hooks.leave);
    renderer.on("leaveEdge", hooks.leave);
    let over; // the loop that the pointer is on
    renderer.on("moveBody", ({ event }) => {
      const found = loopAt(event);
      if (found === over) return;
      if (found === undefined) hooks.leave();
      else hooks.hover("line", found, pointer(event));
      over = found;
    });
    drag(renderer, net, () => {
      moved = true;
    });

    return {
      renderer,
      apply,
      whole: () => {
        if (moved || turned !== upright()) putBack();
        fit();
      },
      fit,
      show,
      fixPinned: () => {},
      look: (newLook) => {
        look = newLook;
        paints = paintsOf();
        renderer.refresh({ skipIndexation: true });
      },
      zoom: (factor) => camera.animate({ ratio: camera.ratio / factor }, duration()),
      move: (right, down) => {
        const { width, height } = renderer.getDimensions();
        const share = camera.ratio / Math.min(width, height);
        const { x, y } = camera.getState();
        camera.setState({ x: x + right * share, y: y - down * share });
      },
      at,
      size,
      point,
      middle,
      frame,
      screen: (place) => place,
      destroy: () => renderer.kill(),
    };
  };

  // A node follows the pointer that holds it.
  function drag(renderer, net, onMove) {
    let held = null;
    renderer.on("downNode", ({ node }) => {
      held = node;
      if (!renderer.getCustomBBox()) renderer.setCustomBBox(renderer.getBBox());
    });
    renderer.on("moveBody", ({ event }) => {
      if (held === null) return;
      net.mergeNodeAttributes(held, renderer.viewportToGraph(event));
      onMove();
      event.preventSigmaDefault();
      event.original.preventDefault();
      event.original.stopPropagation();
    });
    const release = () => {
      held = null;
    };
    renderer.on("upNode", release);
    renderer.on("upStage", release);
  }
})();
