// Sentences with the words that the statement is about marked in them.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});

  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  // Return the names by which a text may call a node, the longest first; where none of
  // them occurs, a word of its label may ("Huang" for "Jensen Huang"). A name that the
  // other end bears as well tells nobody which of the two is meant.
  function namesIn(quote, { label, aliases }, others) {
    const whole = [label, ...aliases].filter(
      (name) => name.length > 1 && quote.includes(name) && !others.includes(name),
    );
    const parts = label.split(/[\s,()]+/u).filter((word) => /^\p{Lu}.{2,}/u.test(word));
    return (whole.length ? whole : parts).sort((a, b) => b.length - a.length);
  }

  // Return the spans of names in a quote as [start, end, role], none over another.
  function spansOf(quote, ends) {
    const spans = [];
    const free = (start, end) => spans.every((span) => end <= span[0] || start >= span[1]);
    const wanted = ends.flatMap(({ node, role }) => {
      const others = ends.filter((end) => end.node !== node);
      const theirs = others.flatMap((end) => [end.node.label, ...end.node.aliases]);
      return namesIn(quote, node, theirs).map((name) => ({ name, role }));
    });
    wanted.sort((a, b) => b.name.length - a.name.length);
    for (const { name, role } of wanted) {
      const word = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}(?![\\p{L}\\p{N}])`, "gu");
      for (const found of quote.matchAll(word)) {
        const [start, end] = [found.index, found.index + name.length];
        if (free(start, end)) spans.push([start, end, role]);
      }
    }
    return spans.sort((a, b) => a[0] - b[0]);
  }

  // Return a quote as texts and marks. ends: [{node, role: "subject" | "object"}].
  ng.marked = (quote, ends) => {
    const parts = [];
    let done = 0;
    for (const [start, end, role] of spansOf(quote, ends)) {
      parts.push(quote.slice(done, start));
      parts.push(ng.make("mark", { className: role, title: role }, quote.slice(start, end)));
      done = end;
    }
    return [...parts, quote.slice(done)];
  };

  // Return a figure with a sentence, where it stands and how it was read.
  ng.sentence = (graph, passage, ends, { documentHref } = {}) => {
    const { source, date } = graph.documents[passage.document];
    const placed = passage.start !== null && passage.end !== null;
    const where = placed ? `, characters ${passage.start} to ${passage.end}` : "";
    const name = documentHref
      ? ng.make("a", { href: documentHref(source) }, source)
      : ng.make("span", {}, source);
    const caption = ng.make("figcaption", {}, name, where);
    if (date) caption.append(` · published ${date}`);
    if (passage.how) caption.append(ng.make("br", {}), `read by ${passage.how}`);
    return ng.make(
      "figure",
      {},
      ng.make("blockquote", {}, ...ng.marked(passage.quote, ends)),
      caption,
    );
  };

  // Return the badge of a status that a reader must not overlook, or null.
  ng.warning = (graph, status) =>
    graph.statuses[status].name === "asserted" ? null : ng.badge(graph, status);

  ng.badge = (graph, status) => {
    const { name } = graph.statuses[status];
    return ng.make("span", { className: `badge status-${/^\w+$/.test(name) ? name : "other"}` }, name);
  };

  // Return all that is known of one statement: its manner, then its sentences.
  ng.statementParts = (graph, statement, options) => {
    const { status, confidence, support, speaker, qualifiers, evidence, document } = statement;
    const ends = [{ node: graph.nodes[statement.from], role: "subject" }];
    if (statement.to !== null) ends.push({ node: graph.nodes[statement.to], role: "object" });
    const of = evidence.map((number) => graph.passages[number]);
    const unseen = of.length ? "" : graph.documents[document].source;
    return [
      ng.facts([
        ["Status", ng.badge(graph, status)],
        ["Said by", speaker],
        ["Confidence", confidence === null ? "" : confidence.toFixed(2)],
        ["Support", ng.counted(support, "origin", "origins")],
        ...qualifiers.map(([name, value]) => [ng.words(name), value]),
        ["Document", unseen],
      ]),
      ...of.map((passage) => ng.sentence(graph, passage, ends, options)),
    ];
  };
})();
