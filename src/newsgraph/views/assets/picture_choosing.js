// What a reader may choose: a node, a line, a neighbourhood; what to hide and to pin.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const { make, button, icon } = ng;

  ng.choosing = (app) => {
    const { graph, state, page, act } = app;

    act.draw = () => {
      state.refresh();
      app.near = ng.near(state);
      app.view?.apply(app.near);
      if (!app.table.element.hidden) app.table.fill();
      page.chips.replaceChildren(...chipsOf(app));
      page.status.textContent = counts(graph, state);
    };

    // The filters are set anew: what they leave out is no longer chosen.
    act.changed = () => {
      state.refresh();
      const { node, line, path } = state.chosen;
      const gone =
        (node !== null && !state.scene.nodes[node]) ||
        (line !== null && !state.scene.lines[line]) ||
        (path !== null && path.lines.some((id) => !state.scene.lines[id]));
      if (gone) act.clear();
      else act.draw();
    };

    act.click = (node, line) => {
      if (node !== undefined) act.select("node", node);
      else if (line !== undefined) act.select("line", line);
      else act.clear();
    };

    // Show a node, a line or a path; with move, bring it into view and read it out.
    act.select = (what, id, move = false) => {
      const ends = endsOf(graph, what, id);
      const before = ng.filtersSet(state);
      ng.uncover(state, { nodes: ends, line: what === "line" ? id : undefined });
      if (ng.filtersSet(state) !== before) app.filters.fill();
      state.choose(what, id);
      state.refresh();
      if (what === "path") act.open(...act.pathForm(ends[0], ends.at(-1), app.panel.path(id)));
      else act.open(...app.panel[what](id));
      act.draw();
      act.leave();
      act.writeLink(what === "node" ? graph.nodes[id].iri : "");
      if (!move) return;
      page.panel.focus({ preventScroll: true });
      // The panel has just taken some of the canvas: measure after the browser laid it out.
      requestAnimationFrame(() => app.view?.show(ends));
    };

    act.open = (...content) => {
      const close = button("", act.clear, { className: "close", label: "Close" });
      close.append(icon("close"));
      page.panel.replaceChildren(close, ...content.filter(Boolean));
      page.panel.hidden = false;
      page.panel.scrollTop = 0;
    };

    act.clear = () => {
      state.choose("node", null);
      page.panel.hidden = true;
      act.writeLink("");
      act.draw();
    };

    act.focus = (id, hops = 1) => {
      state.focus = { node: id, hops };
      act.select("node", id);
      requestAnimationFrame(() => app.view?.fit());
    };

    act.showAll = () => {
      state.focus = null;
      act.changed();
      app.view?.fit();
    };

    act.hide = (id) => {
      state.away.add(id);
      act.changed();
    };

    act.pin = (id) => {
      if (!state.pinned.delete(id)) state.pinned.add(id);
      app.view?.fixPinned();
      act.select("node", id);
    };
  };

  function endsOf(graph, what, id) {
    if (what === "node") return [id];
    return what === "line" ? [graph.lines[id].from, graph.lines[id].to] : id.nodes;
  }

  function counts(graph, { counts: { nodes, statements } }) {
    const shown = (count) => count.toLocaleString("en");
    const all = ng.counted(graph.nodes.length, "node", "nodes");
    const said = ng.counted(graph.statements.length, "statement", "statements");
    return `${shown(nodes)} of ${all}, ${shown(statements)} of ${said}`;
  }

  // Return a button for each choice that leaves something out; it undoes the choice.
  function chipsOf({ graph, state, act, filters, view }) {
    const chip = (text, undo) => {
      const made = button("", undo, { label: `Undo: ${text}` });
      made.append(make("span", {}, text), icon("close"));
      return made;
    };
    const chips = [];
    if (state.focus) {
      const { node, hops } = state.focus;
      const around = `Within ${ng.counted(hops, "hop", "hops")} of ${graph.nodes[node].label}`;
      chips.push(chip(around, act.showAll));
    }
    const set = ng.filtersSet(state);
    const undoing = (undo) => () => {
      undo();
      filters.fill();
      view?.fixPinned();
      act.changed();
    };
    if (set) chips.push(chip(ng.counted(set, "filter", "filters"), undoing(state.clearFilters)));
    if (state.away.size) {
      chips.push(chip(`${state.away.size} hidden`, undoing(() => state.away.clear())));
    }
    if (state.pinned.size) {
      chips.push(chip(`${state.pinned.size} pinned`, undoing(() => state.pinned.clear())));
    }
    return chips;
  }
})();
