// The side bar: a legend whose entries are filters, and filters of the other kinds.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});

  const tally = (entries, of) => {
    const counts = new Map();
    for (const entry of entries) counts.set(entry[of], (counts.get(entry[of]) ?? 0) + 1);
    return counts;
  };

  // changed() is called when the reader set a filter.
  ng.filtersOf = (state, look, changed) => {
    const { graph } = state;
    const counts = {
      kinds: tally(graph.nodes, "kind"),
      statuses: tally(graph.statements, "status"),
      relations: tally(graph.statements, "relation"),
      documents: tally(graph.statements, "document"),
    };

    function box({ name, text, number, mark, count, off }) {
      const input = ng.make("input", { type: "checkbox", checked: !off.has(number), value: name });
      input.addEventListener("change", () => {
        if (input.checked) off.delete(number);
        else off.add(number);
        changed();
      });
      return ng.make(
        "label",
        { className: "box" },
        input,
        mark,
        ng.make("span", { className: "name" }, text),
        ng.make("span", { className: "count" }, count.toLocaleString("en")),
      );
    }

    // Return a group of boxes with a way to set or clear them all at once.
    function group(id, title, entries, off) {
      const boxes = entries.map((entry) => box({ ...entry, off }));
      const set = (on) => () => {
        off.clear();
        if (!on) entries.forEach(({ number }) => off.add(number));
        for (const each of boxes) each.querySelector("input").checked = on;
        changed();
      };
      const both = ng.make(
        "span",
        { className: "both" },
        ng.button("all", set(true), { label: `${title}: all` }),
        ng.button("none", set(false), { label: `${title}: none` }),
      );
      const legend = ng.make("legend", {}, title);
      return ng.make("fieldset", { className: id }, legend, entries.length > 2 && both, ...boxes);
    }

    function kinds() {
      const entries = look().kinds.map((kind, number) => ({
        ...kind,
        number,
        mark: ng.kindMark(kind, look()),
        count: counts.kinds.get(number) ?? 0,
      }));
      const found = group("kinds", "Entities", entries, state.filters.kinds);
      if (graph.loose) found.append(loose());
      return found;
    }

    function loose() {
      const input = ng.make("input", { type: "checkbox", checked: state.loose, value: "loose" });
      input.addEventListener("change", () => {
        state.loose = input.checked;
        changed();
      });
      const mark = ng.drawing("svg", { width: 18, height: 18, "aria-hidden": true });
      const count = ng.make("span", { className: "count" }, graph.loose.toLocaleString("en"));
      const name = ng.make("span", { className: "name" }, "without edges");
      return ng.make("label", { className: "box" }, input, mark, name, count);
    }

    function statuses() {
      const entries = look().statuses.map((status, number) => ({
        ...status,
        text: status.name,
        number,
        mark: ng.statusMark(status),
        count: counts.statuses.get(number) ?? 0,
      }));
      return group("statuses", "Edges, by status", entries, state.filters.statuses);
    }

    function relations() {
      const entries = graph.relations.map((relation, number) => ({
        ...relation,
        number,
        mark: null,
        count: counts.relations.get(number) ?? 0,
      }));
      return group("relations", "Relations", entries, state.filters.relations);
    }

    // A slider that shows its value; of: the filter's name.
    function slider(of, title, { min, max, step, shown }) {
      const output = ng.make("output", {}, shown(state.filters[of]));
      const input = ng.make("input", { type: "range", name: of });
      Object.assign(input, { min, max, step }).value = state.filters[of];
      input.addEventListener("input", () => {
        state.filters[of] = Number(input.value);
        output.textContent = shown(state.filters[of]);
        changed();
      });
      return ng.make("label", { className: "field" }, ng.make("span", {}, title), output, input);
    }

    function day(of, title, [first, last]) {
      const input = ng.make("input", { type: "date", name: of, min: first, max: last });
      input.value = state.filters[of];
      input.addEventListener("change", () => {
        state.filters[of] = input.value;
        changed();
      });
      return ng.make("label", { className: "field" }, ng.make("span", {}, title), input);
    }

    function documents() {
      const select = ng.make("select", { name: "document" }, ng.make("option", { value: "" }, "any"));
      graph.documents.forEach(({ source, date }, number) => {
        const count = counts.documents.get(number);
        if (!count) return;
        const text = `${source}${date ? `, ${date}` : ""} (${count})`;
        select.append(ng.make("option", { value: String(number) }, text));
      });
      select.value = state.filters.document ?? "";
      select.addEventListener("change", () => {
        state.filters.document = select.value === "" ? null : Number(select.value);
        changed();
      });
      return ng.make("label", { className: "field" }, ng.make("span", {}, "Document"), select);
    }

    function measures() {
      const dates = graph.documents.map(({ date }) => date).filter(Boolean).sort();
      const most = graph.statements.reduce((found, { support }) => Math.max(found, support), 1);
      const parts = [
        slider("confidence", "Least confidence", { min: 0, max: 1, step: 0.05, shown: (n) => n.toFixed(2) }),
      ];
      if (most > 1) {
        const shown = (n) => ng.counted(n, "origin", "origins");
        parts.push(slider("support", "Least support", { min: 1, max: most, step: 1, shown }));
      }
      if (dates.length) {
        const range = [dates[0], dates.at(-1)];
        parts.push(day("from", "Published from", range), day("to", "Published to", range));
      }
      if (graph.documents.length > 1) parts.push(documents());
      return ng.make("fieldset", { className: "measures" }, ng.make("legend", {}, "Evidence"), ...parts);
    }

    const element = ng.make("div", { className: "filters" });
    const fill = () => {
      const { scrollTop } = element;
      element.replaceChildren(kinds(), statuses(), measures(), relations());
      element.scrollTop = scrollTop;
    };
    fill();
    return { element, fill };
  };

  // What the reader asks for by name is shown, whatever the filters say.
  ng.uncover = (state, { nodes, line }) => {
    const { graph, filters } = state;
    for (const id of nodes) {
      filters.kinds.delete(graph.nodes[id].kind);
      state.away.delete(id);
    }
    if (state.focus && nodes.some((id) => !state.scene.nodes[id])) state.focus = null;
    if (line === undefined || state.scene.lines[line]) return;
    if (!graph.lines[line].statements.some((number) => state.scene.said[number])) {
      state.clearFilters();
    }
  };
})();
