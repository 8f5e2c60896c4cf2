// The contents of a picture as objects: nodes, statements, lines, documents, passages.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});

  const objects = ({ columns, rows }) =>
    rows.map((row) => {
      const object = {};
      for (let i = 0; i < columns.length; i += 1) object[columns[i]] = row[i];
      return object;
    });

  // Nodes, statements and lines are known by their numbers, which never change.
  ng.graphOf = (contents) => {
    const graph = {
      ...contents,
      nodes: objects(contents.nodes),
      statements: objects(contents.statements),
      lines: objects(contents.lines),
      documents: objects(contents.documents),
      passages: objects(contents.passages),
    };
    for (const node of graph.nodes) Object.assign(node, { lines: [], facts: [] });
    graph.statements.forEach(({ from, to }, number) => {
      if (to === null) graph.nodes[from].facts.push(number);
    });
    graph.lines.forEach(({ from, to }, number) => {
      graph.nodes[from].lines.push(number);
      if (to !== from) graph.nodes[to].lines.push(number);
    });
    graph.numberOf = new Map(graph.nodes.map(({ iri }, number) => [iri, number]));
    graph.byDegree = graph.nodes
      .map((_, number) => number)
      .sort((a, b) => graph.nodes[b].degree - graph.nodes[a].degree || a - b);
    graph.loose = graph.nodes.filter(({ lines }) => !lines.length).length;
    return graph;
  };

  ng.label = (graph, number) => graph.nodes[number].label;

  ng.relationText = (graph, statement) => {
    const negated = graph.statuses[statement.status].name === "negated";
    return (negated ? "not " : "") + graph.relations[statement.relation].text;
  };

  // Return what is written on a line: at most two relations, each with its count.
  // said: whether a statement passes the filters.
  ng.lineText = (graph, line, said) => {
    const counts = new Map();
    for (const number of line.statements) {
      if (!said[number]) continue;
      const text = graph.relations[graph.statements[number].relation].text;
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const names = [...counts.keys()].sort();
    const shown = names
      .slice(0, 2)
      .map((name) => name + (counts.get(name) > 1 ? ` ×${counts.get(name)}` : ""));
    const negated = graph.statuses[line.status].name === "negated" ? "not " : "";
    return negated + shown.join(", ") + (names.length > 2 ? ` +${names.length - 2}` : "");
  };

  // A line of a label ends where the next word would make it too long.
  ng.wrapped = (label, columns = 20, most = 2) => {
    const lines = [""];
    for (const word of label.split(" ")) {
      const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (longer.length <= columns || !lines.at(-1)) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    const kept = lines.slice(0, most).map((line) => cut(line, columns));
    if (lines.length > most) kept[most - 1] = cut(`${kept[most - 1]}…`, columns);
    return kept;
  };

  const cut = (text, columns) => {
    const letters = [...text]; // never half a letter
    return letters.length > columns ? `${letters.slice(0, columns - 1).join("")}…` : text;
  };
})();
