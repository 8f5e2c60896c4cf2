// The page around the canvas. newsgraph.mount(element, contents, options) builds it.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const { make, button, icon } = ng;
  const narrow = () => matchMedia("(max-width: 700px)").matches;
  const KEYS = [
    ["/", "find a name"],
    ["arrow keys", "move the picture; with a node chosen, go to the next one there"],
    ["+  −  0", "nearer, farther, whole picture"],
    ["f", "only the neighbourhood of what is chosen"],
    ["t", "table or graph"],
    ["Esc", "close the panel, then show everything"],
  ];

  // Return the parts of the page; what they do is said in mount.
  function parts(graph, options) {
    const canvas = make("div", {
      className: "canvas",
      tabIndex: 0,
      attributes: { role: "application", "aria-label": "Picture of the graph. Arrow keys move, plus and minus zoom. Every node can also be reached by the search field and in the table." },
    });
    return {
      canvas,
      tip: make("div", { className: "tip", hidden: true, attributes: { role: "tooltip" } }),
      panel: make("aside", { className: "panel", tabIndex: -1, hidden: true, attributes: { "aria-label": "Details" } }),
      chips: make("div", { className: "chips" }),
      status: make("p", { className: "status", attributes: { role: "status" } }),
      header: make("header", {}),
      side: make("nav", { attributes: { "aria-label": "Legend and filters" } }),
      stage: make("div", { className: "stage" }),
      zoom: make("div", { className: "zoom", attributes: { role: "group", "aria-label": "Zoom" } }),
      note: make("p", { className: "note", hidden: !graph.note }, graph.note),
      heading: options.heading === false ? null : make("h1", {}, graph.title),
    };
  }

  ng.mount = (root, contents, options = {}) => {
    const graph = ng.graphOf(contents);
    const state = ng.stateOf(graph);
    const page = parts(graph, options);
    root.classList.add("ng-picture");
    root.replaceChildren(page.header, page.side, page.stage, page.panel);
    page.stage.append(page.note, page.canvas, page.chips, page.status, page.zoom, page.tip);
    let look = ng.lookOf(root, graph);
    let near = null;
    const readLook = () => look;
    const act = { select, focus, pathFrom: openPath, pin, hide, link };
    const panel = ng.panelOf(state, readLook, act, options);
    const filters = ng.filtersOf(state, readLook, changed);
    const table = ng.tableOf(state, act);
    const view = openView();
    table.element.hidden = true;
    page.stage.insertBefore(table.element, page.canvas);

    function openView() {
      const engine = options.engine ?? "pyvis";
      const hooks = { click, focus: (id) => focus(id, 1), hover, leave };
      if (engine !== "sigma" || ng.hasWebGL()) {
        return ng.engines[engine](page.canvas, state, look, hooks, options.drawn);
      }
      const text = "This browser draws no WebGL, which a picture of so many nodes needs. Search, filters, panel and table work without it; newsgraph draw without --engine sigma makes a picture that needs none.";
      page.canvas.append(make("p", { className: "fallback" }, text));
      return null;
    }

    // ---- what is shown ------------------------------------------------------------------

    function changed() {
      state.refresh();
      const { node, line, path } = state.chosen;
      const gone =
        (node !== null && !state.scene.nodes[node]) ||
        (line !== null && !state.scene.lines[line]) ||
        (path !== null && path.lines.some((id) => !state.scene.lines[id]));
      if (gone) clear();
      else draw();
    }

    function draw() {
      state.refresh();
      near = ng.near(state);
      view?.apply(near);
      if (!table.element.hidden) table.fill();
      fillChips();
      const { nodes, statements } = state.counts;
      const all = `of ${ng.counted(graph.nodes.length, "node", "nodes")}`;
      const said = `of ${ng.counted(graph.statements.length, "statement", "statements")}`;
      page.status.textContent = `${nodes.toLocaleString("en")} ${all}, ${statements.toLocaleString("en")} ${said}`;
    }

    function chip(text, undo) {
      const close = button("", undo, { label: `Undo: ${text}` });
      close.append(make("span", {}, text), icon("close"));
      return close;
    }

    function fillChips() {
      const chips = [];
      const set = ng.filtersSet(state);
      if (state.focus) {
        const { node, hops } = state.focus;
        const text = `Within ${ng.counted(hops, "hop", "hops")} of ${graph.nodes[node].label}`;
        chips.push(chip(text, showAll));
      }
      if (set) chips.push(chip(ng.counted(set, "filter", "filters"), () => { state.clearFilters(); filters.fill(); changed(); }));
      if (state.away.size) chips.push(chip(`${state.away.size} hidden`, () => { state.away.clear(); changed(); }));
      if (state.pinned.size) chips.push(chip(`${state.pinned.size} pinned`, () => { state.pinned.clear(); view?.fixPinned(); changed(); }));
      page.chips.replaceChildren(...chips);
    }

    function showAll() {
      state.focus = null;
      changed();
      view?.fit();
    }

    // ---- choosing -----------------------------------------------------------------------

    function click(node, line) {
      if (node !== undefined) select("node", node);
      else if (line !== undefined) select("line", line);
      else clear();
    }

    // Show a node, a line or a path; with move, bring it into view and read it out.
    function select(what, id, move = false) {
      const ends = what === "node" ? [id] : what === "line" ? [graph.lines[id].from, graph.lines[id].to] : id.nodes;
      ng.uncover(state, { nodes: ends, line: what === "line" ? id : undefined });
      state.choose(what, id);
      filters.fill();
      open(...(what === "path" ? pathForm(id.nodes[0], id.nodes.at(-1), panel.path(id)) : panel[what](id)));
      draw();
      leave();
      writeLink(what === "node" ? graph.nodes[id].iri : "");
      if (move) page.panel.focus({ preventScroll: true });
      // The panel has just taken some of the canvas: measure after the browser laid it out.
      if (move) requestAnimationFrame(() => view?.show(ends));
    }

    function open(...content) {
      const close = button("", clear, { className: "close", label: "Close" });
      close.append(icon("close"));
      page.panel.replaceChildren(close, ...content.filter(Boolean));
      page.panel.hidden = false;
      page.panel.scrollTop = 0;
    }

    function clear() {
      state.choose("node", null);
      page.panel.hidden = true;
      writeLink("");
      draw();
    }

    function focus(id, hops) {
      state.focus = { node: id, hops };
      select("node", id);
      requestAnimationFrame(() => view?.fit());
    }

    function hide(id) {
      state.away.add(id);
      changed();
    }

    function pin(id) {
      if (!state.pinned.delete(id)) state.pinned.add(id);
      view?.fixPinned();
      select("node", id);
    }

    // ---- paths --------------------------------------------------------------------------

    function pathForm(start, end, result = []) {
      const ends = [start, end];
      const field = (position, label) => {
        const take = (id) => {
          ends[position] = id;
          if (ends.every((each) => each !== undefined)) findPath(...ends);
          else fields[1 - position].input.focus();
        };
        const made = ng.nameField({ graph, label, placeholder: label, look: readLook, take });
        if (ends[position] !== undefined) made.input.value = graph.nodes[ends[position]].label;
        return made;
      };
      const fields = [field(0, "From"), field(1, "To")];
      const form = make("div", { className: "path-form" }, ...fields.map(({ element }) => element));
      return [make("h2", {}, "Shortest path"), form, ...result];
    }

    function openPath(start) {
      open(...pathForm(start));
      page.panel.querySelectorAll(".path-form input")[start === undefined ? 0 : 1].focus();
    }

    function findPath(start, end) {
      const path = ng.shortestPath(state, start, end);
      if (path) select("path", path, true);
      else open(...pathForm(start, end, [make("p", { className: "hint" }, "No way between the two along what is shown.")]));
    }

    // ---- links to a node ----------------------------------------------------------------

    const linkTo = (iri) => `#entity=${encodeURIComponent(iri)}`;

    function writeLink(iri) {
      if (options.link === false || location.protocol === "about:") return;
      history.replaceState(null, "", iri ? linkTo(iri) : location.pathname + location.search);
    }

    function readLink() {
      const found = /^#entity=(.*)$/.exec(location.hash);
      if (options.link === false || !found) return;
      let iri = "";
      try {
        iri = decodeURIComponent(found[1]);
      } catch {
        return; // a link that somebody cut
      }
      const id = graph.numberOf.get(iri);
      if (id !== undefined) select("node", id, true);
      else open(make("h2", {}, "Not in this picture"), make("p", { className: "iri" }, iri), make("p", {}, graph.note));
    }

    function link(id, from) {
      const address = location.href.split("#")[0] + linkTo(graph.nodes[id].iri);
      const told = (text) => { from.textContent = text; };
      if (navigator.clipboard) navigator.clipboard.writeText(address).then(() => told("Copied"), () => told("See the address bar"));
      else told("See the address bar");
    }

    // ---- pointing -----------------------------------------------------------------------

    function hover(what, id, { x, y }) {
      const { tip, canvas } = page;
      if (what === "node") {
        const { label, kind, degree } = graph.nodes[id];
        tip.replaceChildren(make("strong", {}, label), make("span", {}, `${graph.kinds[kind].text} · ${ng.counted(degree, "statement", "statements")}`));
      } else {
        const line = graph.lines[id];
        tip.replaceChildren(
          make("span", {}, graph.nodes[line.from].label),
          make("strong", {}, ng.lineText(graph, line, state.scene.said)),
          make("span", {}, graph.nodes[line.to].label),
          make("span", { className: "quiet" }, graph.statuses[line.status].name),
        );
      }
      tip.hidden = false;
      const left = Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 8);
      const top = y + 14 + tip.offsetHeight > canvas.clientHeight ? y - tip.offsetHeight - 10 : y + 14;
      tip.style.translate = `${Math.max(left, 4)}px ${canvas.offsetTop + Math.max(top, 4)}px`;
    }

    function leave() {
      page.tip.hidden = true;
    }

    // ---- bars ---------------------------------------------------------------------------

    function named(name, text, act_, title) {
      const made = button("", act_, { title, label: title });
      made.append(icon(name), make("span", {}, text));
      return made;
    }

    function toggleTable() {
      const shown = table.element.hidden;
      table.element.hidden = !shown;
      page.canvas.hidden = page.zoom.hidden = shown;
      bar.table.setAttribute("aria-pressed", String(shown));
      if (shown) table.fill();
      leave();
    }

    function toggleSide() {
      const closed = root.classList.toggle("side-closed");
      bar.filter.setAttribute("aria-expanded", String(!closed));
    }

    function toggleMoving() {
      const on = bar.move.getAttribute("aria-pressed") !== "true";
      bar.move.setAttribute("aria-pressed", String(on));
      view.moving(on);
    }

    function wholePicture() {
      if (view?.moving) bar.move.setAttribute("aria-pressed", "false");
      view?.whole();
    }

    const svg = () => ng.svg(state, view, look, near);
    const saves = [
      ["PNG", () => ng.png(svg()).then((blob) => ng.save("graph.png", blob))],
      ["SVG", () => ng.save("graph.svg", ng.svgText(svg()), "image/svg+xml")],
      ["CSV of the table", () => ng.save("graph.csv", `\ufeff${ng.csv(state)}`, "text/csv")],
    ].filter(([name]) => view || name.startsWith("CSV"));

    const search = ng.nameField({
      graph, label: "Find a node by name", placeholder: "Find a name", className: "search", look: readLook,
      take: (id) => select("node", id, true),
    });
    const bar = {
      filter: named("filter", "Filters", toggleSide, "Legend and filters"),
      path: named("path", "Path", () => openPath(), "Shortest path between two nodes"),
      table: named("table", "Table", toggleTable, "Table of what is shown"),
      move: named("move", "Move", toggleMoving, "Let the nodes pull and push each other"),
    };
    bar.move.setAttribute("aria-pressed", "false");
    bar.table.setAttribute("aria-pressed", "false");
    bar.move.hidden = !view?.moving;
    const save = make("details", { className: "save" }, make("summary", { title: "Save" }, icon("save"), make("span", {}, "Save")));
    save.append(make("div", {}, ...saves.map(([name, run]) => button(name, () => { save.open = false; run(); }))));
    const tools = make("div", { className: "tools" }, bar.filter, bar.path, bar.table, bar.move, save);
    page.header.append(...[page.heading, search.element, tools].filter(Boolean));
    for (const [name, run, title] of [
      ["plus", () => view?.zoom(1.4), "Nearer"],
      ["minus", () => view?.zoom(1 / 1.4), "Farther"],
      ["whole", wholePicture, "Whole picture, every node in its first place"],
    ]) {
      const made = button("", run, { title, label: title });
      made.append(icon(name));
      page.zoom.append(made);
    }
    page.zoom.hidden = !view;
    const keys = make("details", { className: "keys" }, make("summary", {}, "Keys"), ng.facts(KEYS));
    const hint = "A larger node has more statements, a thicker line stands for several. Click either to read the sentences behind it; double-click a node for its neighbourhood.";
    page.side.append(filters.element, make("p", { className: "hint" }, hint), keys);
    ng.keysOf(root, { state, view, page, search, act, clear, toggleTable, wholePicture, showAll });

    // ---- start --------------------------------------------------------------------------

    function repaint() {
      look = ng.lookOf(root, graph);
      filters.fill();
      view?.look(look);
      draw();
    }

    const dark = matchMedia("(prefers-color-scheme: dark)");
    dark.addEventListener("change", repaint);
    addEventListener("hashchange", readLink);
    if (narrow()) toggleSide();
    else bar.filter.setAttribute("aria-expanded", "true");
    draw();
    view?.whole();
    if (!view) toggleTable();
    readLink();

    const destroy = () => {
      dark.removeEventListener("change", repaint);
      removeEventListener("hashchange", readLink);
      view?.destroy();
      root.replaceChildren();
    };
    return { graph, state, view, select, clear, focus, repaint, destroy };
  };
})();
