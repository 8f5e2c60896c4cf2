// Ways to a node: a path between two, and a link that opens the page at one.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const { make } = ng;
  const linkTo = (iri) => `#entity=${encodeURIComponent(iri)}`;

  ng.finding = (app) => {
    const { graph, state, page, act, options } = app;

    // Return a heading, two fields and what was found.
    act.pathForm = (start, end, result = []) => {
      const ends = [start, end];
      const field = (position, label) => {
        const take = (id) => {
          ends[position] = id;
          if (ends.every((each) => each !== undefined)) findPath(...ends);
          else fields[1 - position].input.focus();
        };
        const made = ng.nameField({ graph, label, placeholder: label, look: () => app.look, take });
        if (ends[position] !== undefined) made.input.value = graph.nodes[ends[position]].label;
        return made;
      };
      const fields = [field(0, "From"), field(1, "To")];
      const form = make("div", { className: "path-form" }, ...fields.map((each) => each.element));
      return [make("h2", {}, "Shortest path"), form, ...result];
    };

    act.pathFrom = (start) => {
      act.open(...act.pathForm(start));
      page.panel.querySelectorAll(".path-form input")[start === undefined ? 0 : 1].focus();
    };

    function findPath(start, end) {
      const path = ng.shortestPath(state, start, end);
      const none = make("p", { className: "hint" }, "No way between the two along what is shown.");
      if (path) act.select("path", path, true);
      else act.open(...act.pathForm(start, end, [none]));
    }

    const linked = () => options.link !== false && location.protocol !== "about:";

    act.writeLink = (iri) => {
      if (!linked()) return;
      const bare = location.pathname + location.search;
      history.replaceState(null, "", iri ? bare + linkTo(iri) : bare);
    };

    act.readLink = () => {
      const found = /^#entity=(.*)$/.exec(location.hash);
      if (!linked() || !found) return;
      let iri = "";
      try {
        iri = decodeURIComponent(found[1]);
      } catch {
        return; // a link that somebody cut
      }
      const id = graph.numberOf.get(iri);
      if (id !== undefined) act.select("node", id, true);
      else {
        const named = make("p", { className: "iri" }, iri);
        act.open(make("h2", {}, "Not in this picture"), named, make("p", {}, graph.note));
      }
    };

    // Copy the address of a node; where the browser forbids it, show where it stands.
    act.link = (id, told) => {
      act.writeLink(graph.nodes[id].iri);
      const address = location.href.split("#")[0] + linkTo(graph.nodes[id].iri);
      const say = (text) => () => {
        told.textContent = text;
      };
      const copied = navigator.clipboard?.writeText(address) ?? Promise.reject(new Error("none"));
      copied.then(say("Copied"), say("It is in the address bar"));
    };
  };
})();
