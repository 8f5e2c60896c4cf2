// What the panel says of a node, a line or a path: names, statements, sentences.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const FIRST = 40; // entries of a list before "more": a hub has thousands

  // act: what to call when the reader asks for it. options: those of newsgraph.mount.
  ng.panelOf = (state, look, act, options) => {
    const { graph } = state;
    const label = (id) => graph.nodes[id].label;

    const end = (id) =>
      ng.button(label(id), () => act.select("node", id, true), { className: "end" });

    const kindMark = (id) => ng.kindMark(look().kinds[graph.nodes[id].kind], look());

    function heading(id) {
      const { kind, documents } = graph.nodes[id];
      const named = documents ? ` · in ${ng.counted(documents, "document", "documents")}` : "";
      return [
        ng.make("h2", {}, kindMark(id), ng.make("span", {}, label(id))),
        ng.make("p", { className: "quiet" }, graph.kinds[kind].text + named),
      ];
    }

    function actions(id) {
      const pinned = state.pinned.has(id);
      const pin = ng.button("Pin", () => act.pin(id), { title: "Keep its place and its name" });
      pin.setAttribute("aria-pressed", String(pinned));
      const hops = [1, 2, 3].map((count) =>
        ng.button(String(count), () => act.focus(id, count), {
          label: `Only what is within ${ng.counted(count, "hop", "hops")}`,
        }),
      );
      return ng.make(
        "div",
        { className: "actions" },
        ng.make(
          "span",
          { className: "joined", attributes: { role: "group", "aria-label": "Neighbourhood" } },
          ng.make("span", {}, "Hops"),
          ...hops,
        ),
        ng.button("Path from here", () => act.pathFrom(id)),
        pin,
        ng.button("Hide", () => act.hide(id)),
        ng.button("Copy link", (event) => act.link(id, event.currentTarget)),
      );
    }

    const passing = (numbers) => numbers.filter((number) => state.scene.said[number]);

    function factItem(number) {
      const statement = graph.statements[number];
      return ng.make(
        "details",
        { className: "fact" },
        ng.make(
          "summary",
          {},
          ng.make("span", { className: "quiet" }, `${ng.relationText(graph, statement)} `),
          statement.value,
          ng.warning(graph, statement.status),
        ),
        ...ng.statementParts(graph, statement, options),
      );
    }

    // Return the statements of a node by relation and direction, the largest group first.
    function groupsOf(id) {
      const groups = new Map();
      for (const line of graph.nodes[id].lines) {
        const { from, statements } = graph.lines[line];
        for (const number of passing(statements)) {
          const statement = graph.statements[number];
          const text = ng.relationText(graph, statement);
          const name = from === id ? `${text} →` : `→ ${text}`;
          if (!groups.has(name)) groups.set(name, []);
          groups.get(name).push({ line, statement });
        }
      }
      return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    }

    function linkItem(id, { line, statement }) {
      const other = statement.from === id ? statement.to : statement.from;
      const open = () => act.select("line", line, true);
      const { confidence, support } = statement;
      const parts = [support > 1 ? `${support} origins` : "", confidence?.toFixed(2) ?? ""];
      const button = ng.button("", open);
      const inside = [
        kindMark(other),
        ng.make("span", { className: "name" }, label(other)),
        ng.warning(graph, statement.status),
        ng.make("span", { className: "quiet" }, parts.filter(Boolean).join(" · ")),
      ];
      button.append(...inside.filter(Boolean));
      return ng.make("li", {}, button);
    }

    // Return a list of which the first are shown, the others on demand.
    function listOf(entries, item) {
      const list = ng.make("ul", {}, ...entries.slice(0, FIRST).map(item));
      if (entries.length <= FIRST) return [list];
      const more = ng.button(`${entries.length - FIRST} more`, () => {
        list.append(...entries.slice(FIRST).map(item));
        more.remove();
      });
      return [list, more];
    }

    function links(id) {
      const groups = groupsOf(id);
      const drawn = groups.reduce((sum, [, entries]) => sum + entries.length, 0);
      const here = graph.nodes[id].lines.flatMap((line) => graph.lines[line].statements).length;
      const missing = graph.nodes[id].degree - here;
      const parts = [];
      if (drawn || missing > 0) parts.push(ng.make("h3", {}, `Statements: ${drawn}`));
      if (missing > 0) parts.push(hint(`${missing} more with nodes that are not drawn`));
      if (here > drawn) parts.push(hint(`${here - drawn} more that the filters leave out`));
      for (const [name, entries] of groups) {
        parts.push(ng.make("h4", {}, name), ...listOf(entries, (entry) => linkItem(id, entry)));
      }
      return parts;
    }

    const hint = (text) => ng.make("p", { className: "hint" }, text);

    function nodePanel(id) {
      const { aliases, iri, facts } = graph.nodes[id];
      const shown = passing(facts);
      const page = options.entityHref
        ? ng.make("a", { href: options.entityHref(iri) }, "Open its page")
        : null;
      return [
        ...heading(id),
        aliases.length ? ng.make("p", { className: "aliases" }, `Also: ${aliases.join(", ")}`) : null,
        page,
        actions(id),
        shown.length ? ng.make("h3", {}, "Facts") : null,
        ...shown.map(factItem),
        ...links(id),
        ng.make("p", { className: "iri" }, iri),
      ];
    }

    function linePanel(id) {
      const line = graph.lines[id];
      const shown = passing(line.statements);
      return [
        ng.make("h2", {}, end(line.from), " → ", end(line.to)),
        ng.make("p", { className: "quiet" }, ng.counted(shown.length, "statement", "statements")),
        ...shown.map((number) => {
          const statement = graph.statements[number];
          const words = ng.make("strong", {}, ng.relationText(graph, statement));
          return ng.make(
            "section",
            {},
            ng.make("h3", {}, label(line.from), " ", words, " ", label(line.to)),
            ...ng.statementParts(graph, statement, options),
          );
        }),
      ];
    }

    function pathPanel({ nodes, lines }) {
      const steps = lines.map((id, step) => {
        const forth = graph.lines[id].from === nodes[step];
        const text = ng.lineText(graph, graph.lines[id], state.scene.said);
        const way = ng.button(forth ? `${text} →` : `← ${text}`, () => act.select("line", id, true));
        return ng.make("li", {}, way, end(nodes[step + 1]));
      });
      const hops = ng.counted(lines.length, "step", "steps");
      return [
        ng.make("p", { className: "quiet" }, `The shortest way has ${hops}.`),
        ng.make("ol", { className: "path" }, ng.make("li", {}, end(nodes[0])), ...steps),
      ];
    }

    return { node: nodePanel, line: linePanel, path: pathPanel };
  };
})();
