// What the reader chose, and what follows from it: all that is drawn, listed or saved.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});

  const nothing = () => ({
    kinds: new Set(), // numbers that are filtered out
    relations: new Set(),
    statuses: new Set(),
    confidence: 0,
    support: 1,
    from: "",
    to: "",
    document: null,
  });

  ng.stateOf = (graph) => {
    const state = {
      graph,
      filters: nothing(),
      loose: graph.loose === graph.nodes.length, // nodes of no line would make all else small
      away: new Set(), // nodes hidden one by one
      pinned: new Set(),
      focus: null, // {node, hops}
      chosen: { node: null, line: null, path: null },
    };
    state.clearFilters = () => {
      state.filters = nothing();
    };
    state.choose = (what, id) => {
      state.chosen = { node: null, line: null, path: null, [what]: id };
    };
    refresh(state);
    state.refresh = () => refresh(state);
    return state;
  };

  const passes = (graph, filters) => (statement) => {
    const { relation, status, confidence, support, document } = statement;
    if (filters.relations.has(relation) || filters.statuses.has(status)) return false;
    if (confidence !== null && confidence < filters.confidence) return false;
    if (support < filters.support) return false;
    if (filters.document !== null && filters.document !== document) return false;
    if (!filters.from && !filters.to) return true;
    const { date } = graph.documents[document];
    if (!date || date < filters.from) return false; // an undated text lies in no span of time
    return !filters.to || date.slice(0, filters.to.length) <= filters.to;
  };

  // Count how many filters are set.
  ng.filtersSet = ({ filters }) =>
    [filters.kinds.size, filters.relations.size, filters.statuses.size].filter(Boolean).length +
    [filters.confidence > 0, filters.support > 1, filters.from, filters.to].filter(Boolean).length +
    (filters.document === null ? 0 : 1);

  function refresh(state) {
    const { graph, filters } = state;
    const pass = passes(graph, filters);
    const said = Uint8Array.from(graph.statements, (each) => (pass(each) ? 1 : 0));
    const whole = ({ statements }) => statements.some((number) => said[number]);
    const kind = ({ kind: number }, id) => !filters.kinds.has(number) && !state.away.has(id);
    const open = Uint8Array.from(graph.nodes, (node, id) => (kind(node, id) ? 1 : 0));
    const lines = Uint8Array.from(graph.lines, (line) =>
      open[line.from] && open[line.to] && whole(line) ? 1 : 0,
    );
    if (state.focus) keepNear(graph, open, lines, ringsOf(graph, lines, state.focus));
    const joined = new Uint8Array(graph.nodes.length);
    graph.lines.forEach(({ from, to }, id) => {
      if (lines[id]) joined[from] = joined[to] = 1;
    });
    const alone = (id) =>
      state.loose || state.pinned.has(id) || state.focus?.node === id || state.chosen.node === id;
    const nodes = open.map((on, id) => (on && (joined[id] || alone(id)) ? 1 : 0));
    state.scene = { said, lines, nodes };
    state.counts = counted(graph, state.scene);
  }

  // A statement is shown when its line is, a fact when its node is.
  ng.shownStatements = (graph, { said, lines, nodes }) => {
    const shown = [];
    graph.lines.forEach(({ statements }, id) => {
      if (lines[id]) shown.push(...statements.filter((number) => said[number]));
    });
    graph.nodes.forEach(({ facts }, id) => {
      if (nodes[id]) shown.push(...facts.filter((number) => said[number]));
    });
    return shown.sort((a, b) => a - b);
  };

  const counted = (graph, scene) => ({
    nodes: scene.nodes.reduce((sum, on) => sum + on, 0),
    statements: ng.shownStatements(graph, scene).length,
  });

  // Return the nodes within some hops of one, by lines that are shown.
  function ringsOf(graph, lines, { node, hops }) {
    const seen = new Set([node]);
    let ring = [node];
    for (let hop = 0; hop < hops; hop += 1) {
      const next = [];
      for (const id of ring) {
        for (const other of others(graph, lines, id)) {
          if (!seen.has(other)) next.push(other);
          seen.add(other);
        }
      }
      ring = next;
    }
    return seen;
  }

  function* others(graph, lines, id) {
    for (const number of graph.nodes[id].lines) {
      const { from, to } = graph.lines[number];
      if (lines[number]) yield from === id ? to : from;
    }
  }

  function keepNear(graph, open, lines, near) {
    for (let id = 0; id < open.length; id += 1) if (!near.has(id)) open[id] = 0;
    graph.lines.forEach(({ from, to }, id) => {
      if (!near.has(from) || !near.has(to)) lines[id] = 0;
    });
  }

  // Return the nodes and lines around what is chosen, or null when nothing is.
  ng.near = ({ graph, chosen, scene }) => {
    if (chosen.path) return { nodes: new Set(chosen.path.nodes), lines: new Set(chosen.path.lines) };
    if (chosen.line !== null) {
      const { from, to } = graph.lines[chosen.line];
      return { nodes: new Set([from, to]), lines: new Set([chosen.line]) };
    }
    if (chosen.node === null) return null;
    const lines = new Set(graph.nodes[chosen.node].lines.filter((id) => scene.lines[id]));
    const ends = [...lines].flatMap((id) => [graph.lines[id].from, graph.lines[id].to]);
    return { nodes: new Set([chosen.node, ...ends]), lines };
  };

  // Return a shortest way along lines that are shown, in either direction, or null.
  // Of several, the one whose nodes come first in the contents.
  ng.shortestPath = ({ graph, scene }, start, end) => {
    const cameBy = new Map([[start, null]]);
    let ring = [start];
    while (ring.length && !cameBy.has(end)) {
      const next = [];
      for (const id of ring) {
        for (const number of graph.nodes[id].lines) {
          if (!scene.lines[number]) continue;
          const { from, to } = graph.lines[number];
          const other = from === id ? to : from;
          if (cameBy.has(other)) continue;
          cameBy.set(other, number);
          next.push(other);
        }
      }
      ring = next;
    }
    return cameBy.has(end) ? walkBack(graph, cameBy, end) : null;
  };

  function walkBack(graph, cameBy, end) {
    const path = { nodes: [end], lines: [] };
    for (let line = cameBy.get(end); line !== null; line = cameBy.get(path.nodes[0])) {
      const { from, to } = graph.lines[line];
      path.nodes.unshift(from === path.nodes[0] ? to : from);
      path.lines.unshift(line);
    }
    return path;
  }
})();
