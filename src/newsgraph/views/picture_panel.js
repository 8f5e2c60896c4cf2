// What the panel says of a node or a line: the names, the statements, the sentences.
// Every text from the graph enters the page as a text node, never as markup.
"use strict";

// Strings among the children become text nodes.
function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const words = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

// select(what, id, move) is called when the reader follows a name or a statement.
function panelOf(details, linesOf, select) {
  const label = (id) => details.nodes[id].label;

  function facts(pairs) {
    const list = make("dl", {});
    for (const [name, value] of pairs) {
      if (value) list.append(make("dt", {}, name), make("dd", {}, String(value)));
    }
    return list;
  }

  function sentence({ quote, source, start, end, how }) {
    const placed = start !== null && end !== null;
    const where = placed ? `, characters ${start} to ${end}` : "";
    const caption = make("figcaption", {}, source + where);
    if (how) caption.append(make("br", {}), `read by ${how}`);
    return make("figure", {}, make("blockquote", {}, quote), caption);
  }

  function endButton(id) {
    const open = () => select("node", id, true);
    return make("button", { type: "button", className: "end", onclick: open }, label(id));
  }

  function manner(status, { said_by, confidence, qualifiers }) {
    return facts([
      ["Status", status],
      ["Said by", said_by],
      ["Confidence", confidence],
      ...qualifiers.map(([name, value]) => [words(name), value]),
    ]);
  }

  function statementPart(line, statement) {
    const relation = (line.status === "negated" ? "not " : "") + words(statement.relation);
    return make(
      "section",
      {},
      make("h3", {}, endButton(line.from), ` ${relation} `, endButton(line.to)),
      manner(line.status, statement),
      ...statement.evidence.map(sentence),
    );
  }

  function linePanel(line) {
    const many = line.statements.length;
    return [
      make("h2", {}, `${label(line.from)} → ${label(line.to)}`),
      make("p", { className: "hint" }, many === 1 ? "One statement" : `${many} statements`),
      ...line.statements.map((statement) => statementPart(line, statement)),
    ];
  }

  function factItem({ relation, value, status, said_by, confidence, qualifiers, evidence }) {
    return make(
      "details",
      {},
      make("summary", {}, `${words(relation)}: ${value}`, status === "asserted" ? "" : ` (${status})`),
      manner(status, { said_by, confidence, qualifiers }),
      ...evidence.map(sentence),
    );
  }

  function lineItem(id, of) {
    const line = details.lines[id];
    const other = line.from === of ? line.to : line.from;
    const way = line.from === of ? [line.text, label(other)] : [label(other), line.text];
    const text = way.join(" → ");
    const open = () => select("line", id, true);
    const button = make("button", { type: "button", onclick: open }, `${text} (${line.status})`);
    return make("li", {}, button);
  }

  function nodePanel(id) {
    const node = details.nodes[id];
    const drawn = linesOf[id].reduce((sum, line) => sum + details.lines[line].statements.length, 0);
    const missing = node.degree - drawn;
    const hint = `${missing} more with nodes that are not drawn`;
    return [
      make("h2", {}, node.label),
      facts([
        ["Kind", words(node.kind)],
        ["Also", node.aliases.join(", ")],
        ["Documents", node.documents],
      ]),
      make("p", { className: "iri" }, node.iri),
      node.facts.length ? make("h3", {}, "Facts") : null,
      ...node.facts.map(factItem),
      drawn || missing ? make("h3", {}, `Statements: ${drawn}`) : null,
      missing > 0 ? make("p", { className: "hint" }, hint) : null,
      make("ul", {}, ...linesOf[id].map((line) => lineItem(line, id))),
    ].filter((part) => part !== null);
  }

  return { node: nodePanel, line: (id) => linePanel(details.lines[id]) };
}
