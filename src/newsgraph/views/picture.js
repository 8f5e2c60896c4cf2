// The page around the canvas: what is shown, what is chosen, legend, filters and search.
"use strict";

(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const byId = (id) => document.getElementById(id);
  const details = read("details");
  const firstNodes = read("nodes");
  const nodes = new vis.DataSet(firstNodes);
  const edges = new vis.DataSet(read("edges"));
  const options = read("options");
  const small = matchMedia("(max-width: 700px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // What the reader chose; all that is drawn follows from it.
  const chosen = { node: null, line: null };
  const loose = new Set(details.loose); // nodes of no line
  const hidden = {
    kinds: new Set(),
    statuses: new Set(),
    // Told apart from the rest only by their names: they would make all else small.
    loose: new Set(loose.size < details.nodes.length ? ["loose"] : []),
  };

  const linesOf = details.nodes.map(() => []);
  details.lines.forEach((line, id) => {
    linesOf[line.from].push(id);
    if (line.to !== line.from) linesOf[line.to].push(id);
  });
  const panel = panelOf(details, linesOf, select);
  const label = (id) => details.nodes[id].label;
  const byDegree = details.nodes
    .map((_, id) => id)
    .sort((a, b) => details.nodes[b].degree - details.nodes[a].degree || a - b);

  // ---- elements ---------------------------------------------------------------------

  function drawing(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // ---- colours ----------------------------------------------------------------------

  function colour(group, name) {
    const style = getComputedStyle(document.documentElement);
    const own = /^\w+$/.test(name) ? style.getPropertyValue(`--${group}-${name}`) : "";
    return (own || style.getPropertyValue(`--${group}-other`)).trim();
  }

  let look;
  function readLook() {
    const style = getComputedStyle(document.documentElement);
    look = {
      ink: style.getPropertyValue("--ink").trim(),
      page: style.getPropertyValue("--page").trim(),
      family: getComputedStyle(document.body).fontFamily,
      kinds: new Map(
        details.kinds.map(({ name, hollow }) => [name, { hollow, fill: colour("kind", name) }]),
      ),
      statuses: new Map(details.statuses.map(({ name }) => [name, colour("status", name)])),
    };
  }

  // ---- what is drawn ----------------------------------------------------------------

  const nodeShown = (id) =>
    !hidden.kinds.has(details.nodes[id].kind) && !(loose.has(id) && hidden.loose.size);
  const lineShown = ({ from, to, status }) =>
    !hidden.statuses.has(status) && nodeShown(from) && nodeShown(to);

  // Return the nodes and lines around what is chosen, or null when nothing is.
  function around() {
    if (chosen.line !== null) {
      const { from, to } = details.lines[chosen.line];
      return { nodes: new Set([from, to]), lines: new Set([chosen.line]) };
    }
    if (chosen.node === null) return null;
    const lines = new Set(linesOf[chosen.node].filter((id) => lineShown(details.lines[id])));
    const ends = [...lines].flatMap((id) => [details.lines[id].from, details.lines[id].to]);
    return { nodes: new Set([chosen.node, ...ends]), lines };
  }

  function nodeStyle(id, near) {
    const { hollow, fill } = look.kinds.get(details.nodes[id].kind);
    const face = { background: hollow ? look.page : fill, border: hollow ? fill : look.ink };
    const chosenFace = { ...face, border: look.ink };
    return {
      id,
      hidden: !nodeShown(id),
      opacity: near && !near.nodes.has(id) ? 0.15 : 1,
      borderWidth: hollow ? 3 : 1,
      color: { ...face, highlight: chosenFace, hover: chosenFace },
    };
  }

  function edgeStyle(line, id, near) {
    const paint = look.statuses.get(line.status);
    return {
      id,
      hidden: !lineShown(line),
      color: {
        color: paint,
        highlight: paint,
        hover: paint,
        inherit: false,
        opacity: near && !near.lines.has(id) ? 0.1 : 1,
      },
    };
  }

  function restyle() {
    const near = around();
    nodes.update(details.nodes.map((_, id) => nodeStyle(id, near)));
    edges.update(details.lines.map((line, id) => edgeStyle(line, id, near)));
  }

  // A name is written for what is shown and, once something is chosen, near it only.
  function names(context) {
    const near = around();
    const pixel = 1 / network.getScale();
    const at = network.getPositions();
    const few = new Set(byDegree.slice(0, 6)); // the reader's first hold: always named
    const others = byDegree.filter((id) => id !== chosen.node);
    const order = chosen.node === null ? others : [chosen.node, ...others];
    const shown = order.filter(nodeShown).map((id) => ({
      ...at[id],
      size: firstNodes[id].size,
      text: near && !near.nodes.has(id) ? null : details.nodes[id].text,
      first: near ? id === chosen.node || chosen.line !== null : few.has(id),
    }));
    const lines = [];
    details.lines.forEach((line, id) => {
      if (!lineShown(line) || (near && !near.lines.has(id))) return;
      lines.push(line.from === line.to ? loop(line, at[line.from]) : between(line, id, at));
    });
    lines.sort((a, b) => b.weight - a.weight);
    writeNames(context, shown, lines, pixel, { ...look, view: inView() });
  }

  function inView() {
    const { clientWidth, clientHeight } = byId("canvas");
    const low = network.DOMtoCanvas({ x: 2, y: 2 });
    const high = network.DOMtoCanvas({ x: clientWidth - 2, y: clientHeight - 2 });
    return [low.x, low.y, high.x, high.y];
  }

  function between(line, id, at) {
    const [start, end] = [at[line.from], at[line.to]];
    const apart = Math.hypot(end.x - start.x, end.y - start.y);
    const room = apart - firstNodes[line.from].size - firstNodes[line.to].size;
    return {
      at: (share) => network.body.edges[id].edgeType.getPoint(share), // on the bend, if it bends
      text: line.text,
      colour: look.statuses.get(line.status),
      room,
      first: id === chosen.line,
      weight: line.statements.length,
    };
  }

  // The name of a line from a node to itself stands above the loop.
  function loop(line, node) {
    const high = node.y - firstNodes[line.from].size - 34;
    return {
      at: (share) => ({ x: node.x + share * 100 - 35, y: high }),
      text: line.text,
      colour: look.statuses.get(line.status),
      room: Infinity,
      weight: line.statements.length,
    };
  }

  // ---- choosing ---------------------------------------------------------------------

  // Show a node or a line ("node" | "line"); with move, bring it into view too.
  function select(what, id, move = false) {
    chosen.node = what === "node" ? id : null;
    chosen.line = what === "line" ? id : null;
    network.setSelection(
      what === "node" ? { nodes: [id], edges: [] } : { nodes: [], edges: [id] },
      { highlightEdges: false },
    );
    const close = make("button", { type: "button", className: "close", onclick: clear }, "Close");
    byId("panel").replaceChildren(close, ...panel[what](id));
    byId("panel").hidden = false;
    byId("panel").scrollTop = 0;
    const ends = what === "node" ? [id] : [details.lines[id].from, details.lines[id].to];
    uncover(ends, what === "line" ? details.lines[id].status : null);
    restyle();
    if (move) {
      byId("panel").focus();
      bringIntoView(ends);
    }
  }

  function bringIntoView(ids) {
    const animation = still.matches ? false : { duration: 350 };
    // The panel has just taken some of the canvas: measure after the browser laid it out.
    requestAnimationFrame(() => {
      network.redraw();
      const scale = Math.max(network.getScale(), 1.2);
      if (ids.length === 1) network.focus(ids[0], { scale, animation });
      else network.fit({ nodes: ids, maxZoomLevel: scale, animation });
    });
  }

  function clear() {
    chosen.node = null;
    chosen.line = null;
    network.unselectAll();
    byId("panel").hidden = true;
    restyle();
  }

  // ---- legend and filters -----------------------------------------------------------

  const SHAPES = {
    dot: ["circle", { cx: 9, cy: 9, r: 6 }],
    square: ["rect", { x: 3, y: 3, width: 12, height: 12 }],
    triangle: ["polygon", { points: "9,2 16,15 2,15" }],
    triangleDown: ["polygon", { points: "9,16 16,3 2,3" }],
    diamond: ["polygon", { points: "9,1 16,9 9,17 2,9" }],
    star: [
      "polygon",
      { points: "9,1 11.2,6.5 17,7 12.6,10.8 14,16.5 9,13.4 4,16.5 5.4,10.8 1,7 6.8,6.5" },
    ],
    hexagon: ["polygon", { points: "1.5,9 5.2,2.5 12.8,2.5 16.5,9 12.8,15.5 5.2,15.5" }],
  };

  function kindMark({ name, shape, hollow }) {
    const fill = colour("kind", name);
    const [tag, form] = SHAPES[shape];
    const paint = hollow
      ? { fill: "none", stroke: fill, "stroke-width": 2.5 }
      : { fill, stroke: look.ink, "stroke-width": 0.8 };
    const mark = drawing(tag, { ...form, ...paint });
    return drawing("svg", { width: 18, height: 18, "aria-hidden": true }, mark);
  }

  function statusMark({ name, dashes }) {
    const stroke = { stroke: colour("status", name), "stroke-dasharray": dashes.join(" ") };
    const line = drawing("line", { x1: 0, y1: 9, x2: 34, y2: 9, "stroke-width": 2, ...stroke });
    return drawing("svg", { width: 34, height: 18, "aria-hidden": true }, line);
  }

  function filterBox(entry, text, mark, off) {
    const { name, count } = entry;
    const box = make("input", { type: "checkbox", checked: !off.has(name), value: name });
    box.addEventListener("change", () => {
      if (box.checked) off.delete(name);
      else off.add(name);
      restyle();
    });
    return make("label", {}, box, mark, make("span", {}, text), make("span", {}, String(count)));
  }

  function fillLegend() {
    const kinds = details.kinds.map((kind) =>
      filterBox(kind, kind.text, kindMark(kind), hidden.kinds),
    );
    const statuses = details.statuses.map((status) =>
      filterBox(status, status.name, statusMark(status), hidden.statuses),
    );
    if (loose.size) kinds.push(looseBox());
    byId("kinds").replaceChildren(make("legend", {}, "Nodes"), ...kinds);
    byId("statuses").replaceChildren(make("legend", {}, "Edges"), ...statuses);
  }

  function looseBox() {
    const mark = drawing("svg", { width: 18, height: 18, "aria-hidden": true });
    return filterBox({ name: "loose", count: loose.size }, "without edges", mark, hidden.loose);
  }

  // What the reader asks for by name is shown, whatever the filters say.
  function uncover(ids, status) {
    for (const id of ids) {
      hidden.kinds.delete(details.nodes[id].kind);
      if (loose.has(id)) hidden.loose.clear();
    }
    hidden.statuses.delete(status);
    fillLegend();
  }

  // ---- search -----------------------------------------------------------------------

  function matches(query) {
    const wanted = query.trim().toLowerCase();
    if (!wanted) return [];
    const found = byDegree.flatMap((id) => {
      const all = [label(id), ...details.nodes[id].aliases].map((name) => name.toLowerCase());
      if (all.some((name) => name.startsWith(wanted))) return [[0, id]];
      return all.some((name) => name.includes(wanted)) ? [[1, id]] : [];
    });
    return found.sort((a, b) => a[0] - b[0]).slice(0, 8).map(([, id]) => id);
  }

  function listMatches() {
    const query = byId("search").value;
    const entries = matches(query).map((id) =>
      make("li", {}, make("button", { type: "button", onclick: () => take(id) }, label(id))),
    );
    if (query.trim() && entries.length === 0) {
      entries.push(make("li", { className: "hint" }, "No node of that name"));
    }
    byId("found").replaceChildren(...entries);
    byId("found").hidden = entries.length === 0;
  }

  function take(id) {
    byId("found").hidden = true;
    byId("search").value = label(id);
    select("node", id, true);
  }

  function searchKey(event) {
    const buttons = [...byId("found").querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && event.target === byId("search")) {
      const [first] = matches(byId("search").value);
      if (first !== undefined) take(first);
    } else if (event.key === "Escape") {
      byId("found").hidden = true;
    } else if (step && buttons.length) {
      event.preventDefault();
      const next = buttons.indexOf(document.activeElement) + step;
      (next < 0 ? byId("search") : buttons[Math.min(next, buttons.length - 1)]).focus();
    }
  }

  // ---- start ------------------------------------------------------------------------

  function whole() {
    setMoving(false);
    network.redraw();
    nodes.update(firstNodes.map(({ id, x, y }) => (upright() ? { id, x: y, y: x } : { id, x, y })));
    fit();
  }

  // The places suit a wide canvas; on a tall one x and y change roles.
  function upright() {
    const { clientWidth, clientHeight } = byId("canvas");
    return clientHeight > 1.2 * clientWidth;
  }

  // Names stand out beyond the nodes, which is all that vis-network fits.
  function fit() {
    network.fit({ nodes: firstNodes.map(({ id }) => id).filter(nodeShown), animation: false });
    const { clientWidth, clientHeight } = byId("canvas");
    const share = Math.min((clientWidth - 90) / clientWidth, (clientHeight - 50) / clientHeight);
    network.moveTo({ scale: network.getScale() * share, animation: false });
  }

  function setMoving(on) {
    byId("physics").setAttribute("aria-pressed", String(on));
    network.setOptions({ physics: { ...options.physics, enabled: on } });
  }

  function repaint() {
    readLook();
    fillLegend();
    restyle();
  }

  // All that changes the size of the canvas comes before it is measured.
  byId("note").textContent = details.note;
  byId("note").hidden = !details.note;
  byId("legend").open = !small.matches;
  readLook();
  fillLegend();
  const network = new vis.Network(byId("canvas"), { nodes, edges }, options);
  byId("canvas").querySelector(".vis-network").tabIndex = -1; // vis-network sets 900: first of all
  network.on("afterDrawing", names);
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) select("node", node);
    else if (edge !== undefined) select("line", edge);
    else clear();
  });

  byId("search").addEventListener("input", listMatches);
  document.querySelector(".find").addEventListener("keydown", searchKey);
  byId("whole").addEventListener("click", whole);
  byId("physics").addEventListener("click", () =>
    setMoving(byId("physics").getAttribute("aria-pressed") !== "true"),
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !byId("panel").hidden) clear();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

  repaint();
  whole();

  window.newsgraph = { network, select }; // for tests, and for readers at the console
})();
