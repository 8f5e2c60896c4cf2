// What is shown, as a table; and as comma-separated values.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const PAGE = 100; // rows put into the page at a time

  const COLUMNS = [
    ["Subject", (graph, { from }) => graph.nodes[from].label],
    ["Relation", (graph, statement) => ng.relationText(graph, statement)],
    ["Object", (graph, { to, value }) => (to === null ? value : graph.nodes[to].label)],
    ["Status", (graph, { status }) => graph.statuses[status].name],
    ["Confidence", (graph, { confidence }) => confidence ?? ""],
    ["Support", (graph, { support }) => support],
    ["Published", (graph, { document }) => graph.documents[document].date],
    ["Said by", (graph, { speaker }) => speaker],
    ["Document", (graph, { document }) => graph.documents[document].source],
  ];
  const SENTENCE = ["Sentence", (graph, { evidence }) => evidence.map((n) => graph.passages[n].quote).join(" | ")];
  const SAVED = [
    ...COLUMNS,
    ["Qualifiers", (graph, { qualifiers }) => qualifiers.map((pair) => pair.join("=")).join("; ")],
    SENTENCE,
    ["Subject IRI", (graph, { from }) => graph.nodes[from].iri],
    ["Relation name", (graph, { relation }) => graph.relations[relation].name],
    ["Object IRI", (graph, { to }) => (to === null ? "" : graph.nodes[to].iri)],
    ["Statement IRI", (graph, { iri }) => iri],
  ];

  // A cell that begins so would be run as a formula by spreadsheets; quoting alone does
  // not stop them.
  const RISKY = /^[=+\-@\t\r]/;

  const cell = (value) => {
    const text = typeof value === "string" && RISKY.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };

  // Return RFC 4180 lines of the statements that are shown.
  ng.csv = ({ graph, scene }) => {
    const rows = ng
      .shownStatements(graph, scene)
      .map((number) => SAVED.map(([, read]) => cell(read(graph, graph.statements[number]))));
    return [SAVED.map(([name]) => name), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
  };

  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

  function compare(one, two) {
    if (typeof one === "number" && typeof two === "number") return one - two;
    return collator.compare(String(one), String(two));
  }

  // act.select is called with a node, or with the line of a statement.
  ng.tableOf = (state, act) => {
    const { graph } = state;
    const order = { column: 0, down: false };
    const lineOf = new Map(graph.lines.flatMap(({ statements }, id) => statements.map((n) => [n, id])));
    const body = ng.make("tbody", {});
    const more = ng.button("", () => addRows(), { className: "more" });
    let waiting = [];

    const headings = COLUMNS.map(([name], column) => {
      const sort = ng.button(name, () => {
        order.down = order.column === column && !order.down;
        order.column = column;
        fill();
      });
      return ng.make("th", { attributes: { scope: "col" } }, sort);
    });
    const element = ng.make(
      "div",
      { className: "table", tabIndex: 0, attributes: { role: "region", "aria-label": "What is shown, as a table" } },
      ng.make("table", {}, ng.make("thead", {}, ng.make("tr", {}, ...headings)), body),
      more,
    );

    const opener = (text, what, id) =>
      ng.button(text, () => act.select(what, id, false), { className: "end" });

    function row(number) {
      const statement = graph.statements[number];
      const cells = COLUMNS.map(([, read]) => ng.make("td", {}, String(read(graph, statement))));
      cells[0].replaceChildren(opener(graph.nodes[statement.from].label, "node", statement.from));
      const line = lineOf.get(number);
      if (line === undefined) return ng.make("tr", {}, ...cells);
      cells[1].replaceChildren(opener(ng.relationText(graph, statement), "line", line));
      cells[2].replaceChildren(opener(graph.nodes[statement.to].label, "node", statement.to));
      return ng.make("tr", {}, ...cells);
    }

    function addRows() {
      body.append(...waiting.splice(0, PAGE).map(row));
      more.hidden = !waiting.length;
      more.textContent = `Show ${Math.min(PAGE, waiting.length)} more of ${waiting.length}`;
    }

    function fill() {
      const read = COLUMNS[order.column][1];
      const keyed = ng
        .shownStatements(graph, state.scene)
        .map((number) => [read(graph, graph.statements[number]), number]);
      keyed.sort((a, b) => compare(a[0], b[0]) * (order.down ? -1 : 1) || a[1] - b[1]);
      waiting = keyed.map(([, number]) => number);
      headings.forEach((heading, column) => {
        const sorted = order.down ? "descending" : "ascending";
        heading.setAttribute("aria-sort", column === order.column ? sorted : "none");
      });
      body.replaceChildren();
      addRows();
    }

    return { element, fill };
  };
})();
