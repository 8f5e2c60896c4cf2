// The page around the canvas. newsgraph.mount(element, contents, options) builds it.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const { make } = ng;
  const ABOUT =
    "Picture of the graph. Arrow keys move, plus and minus zoom. Every node can also be " +
    "reached by the search field and in the table.";
  const NO_WEBGL =
    "This browser draws no WebGL, which a picture of so many nodes needs. Search, filters, " +
    "panel and table work without it; newsgraph draw without --engine sigma makes a picture " +
    "that needs none.";

  const labelled = (label, role = "") => ({ "aria-label": label, ...(role ? { role } : {}) });

  // Return the parts of the page, still without what they do.
  function partsOf(graph, { heading = true }) {
    return {
      header: make("header", {}),
      heading: heading ? make("h1", {}, graph.title) : null,
      side: make("nav", { attributes: labelled("Legend and filters") }),
      stage: make("div", { className: "stage" }),
      note: make("p", { className: "note", hidden: !graph.note }, graph.note),
      canvas: make("div", {
        className: "canvas",
        tabIndex: 0,
        attributes: labelled(ABOUT, "application"),
      }),
      chips: make("div", { className: "chips" }),
      status: make("p", { className: "status", attributes: { role: "status" } }),
      zoom: make("div", { className: "zoom", attributes: labelled("Zoom", "group") }),
      tip: make("div", { className: "tip", hidden: true, attributes: { role: "tooltip" } }),
      panel: make("aside", {
        className: "panel",
        tabIndex: -1,
        hidden: true,
        attributes: labelled("Details"),
      }),
    };
  }

  // Return what draws on the canvas, or null where the browser cannot.
  function viewOf(app, { engine = "pyvis", drawn }) {
    const { page, state, act } = app;
    if (engine !== "sigma" || ng.hasWebGL()) {
      const hooks = { click: act.click, focus: act.focus, hover: act.hover, leave: act.leave };
      return ng.engines[engine](page.canvas, state, app.look, hooks, drawn);
    }
    page.canvas.append(make("p", { className: "fallback" }, NO_WEBGL));
    return null;
  }

  // options: {engine, drawn, heading, link, entityHref, documentHref}; see newsgraph.views.draw.
  ng.mount = (root, contents, options = {}) => {
    const graph = ng.graphOf(contents);
    const state = ng.stateOf(graph);
    const page = partsOf(graph, options);
    root.classList.add("ng-picture");
    root.replaceChildren(page.header, page.side, page.stage, page.panel);
    const app = { root, graph, state, page, options, act: {}, near: null };
    app.look = ng.lookOf(root, graph, options.engine);
    ng.choosing(app); // adds to app.act what a reader may do
    ng.finding(app);
    ng.pointing(app);
    app.panel = ng.panelOf(state, () => app.look, app.act, options);
    app.filters = ng.filtersOf(state, () => app.look, app.act.changed);
    app.table = ng.tableOf(state, app.act);
    app.table.element.hidden = true;
    const { note, canvas, chips, status, zoom, tip } = page;
    page.stage.append(note, app.table.element, canvas, chips, status, zoom, tip);
    ng.bars(app); // before the canvas is measured
    app.view = viewOf(app, options);
    ng.barsFor(app);
    const forgets = [ng.keysOf(app), listen(app)];
    app.act.draw();
    app.view?.whole();
    if (!app.view) app.act.toggleTable();
    app.act.readLink();
    const destroy = () => {
      for (const forget of forgets) forget();
      app.view?.destroy();
      root.replaceChildren();
    };
    return { graph, state, view: app.view, ...app.act, destroy };
  };

  // Follow the address and the colours that the reader wants; return how to stop.
  function listen(app) {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const repaint = () => {
      app.look = ng.lookOf(app.root, app.graph, app.options.engine);
      app.filters.fill();
      app.view?.look(app.look);
      app.act.draw();
    };
    app.act.repaint = repaint;
    dark.addEventListener("change", repaint);
    addEventListener("hashchange", app.act.readLink);
    return () => {
      dark.removeEventListener("change", repaint);
      removeEventListener("hashchange", app.act.readLink);
    };
  }
})();
