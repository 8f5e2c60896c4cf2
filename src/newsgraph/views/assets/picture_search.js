// A field that finds a node by a part of its names: WAI-ARIA's combobox with a list.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const SUGGESTIONS = 8;
  let fields = 0;

  // Return the numbers of matching nodes: names that begin so come before names that
  // hold it, words that begin so between the two; of equals the best joined.
  ng.matches = (graph, query, most = SUGGESTIONS) => {
    const wanted = query.trim().toLowerCase();
    if (!wanted) return [];
    const found = [[], [], []];
    for (const id of graph.byDegree) {
      const { label, aliases } = graph.nodes[id];
      graph.nodes[id].folded ??= [label, ...aliases].map((name) => name.toLowerCase());
      const ranks = graph.nodes[id].folded.map((name) => rank(name, wanted));
      const best = Math.min(...ranks);
      if (best < 3) found[best].push(id);
      if (found[0].length >= most) break;
    }
    return found.flat().slice(0, most);
  };

  const rank = (name, wanted) => {
    if (name.startsWith(wanted)) return 0;
    if (name.includes(` ${wanted}`)) return 1;
    return name.includes(wanted) ? 2 : 3;
  };

  // take(id) is called with the node that the reader took.
  ng.nameField = ({ graph, label, placeholder, className = "", look, take }) => {
    const id = `ng-names-${(fields += 1)}`;
    const list = ng.make("ul", { id, className: "found", hidden: true, attributes: { role: "listbox", "aria-label": "Suggestions" } });
    const input = ng.make("input", {
      type: "search",
      placeholder,
      autocomplete: "off",
      spellcheck: false,
      attributes: { role: "combobox", "aria-label": label, "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" },
    });
    let numbers = [];
    let at = -1;

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(number) {
      input.value = graph.nodes[number].label;
      close();
      take(number);
    }

    function option(number, position) {
      const { label: name, kind, aliases } = graph.nodes[number];
      const wanted = input.value.trim().toLowerCase();
      const alias = name.toLowerCase().includes(wanted)
        ? ""
        : aliases.find((each) => each.toLowerCase().includes(wanted));
      const entry = ng.make(
        "li",
        { id: `${id}-${position}`, attributes: { role: "option", "aria-selected": "false" } },
        ng.kindMark(look().kinds[kind], look()),
        ng.make("span", { className: "name" }, name),
        alias ? ng.make("span", { className: "quiet" }, alias) : null,
      );
      entry.addEventListener("pointerdown", (event) => {
        event.preventDefault(); // the field keeps the focus
        choose(number);
      });
      return entry;
    }

    function suggest() {
      numbers = ng.matches(graph, input.value);
      at = -1;
      const none = input.value.trim() && !numbers.length;
      list.replaceChildren(...numbers.map(option));
      if (none) list.append(ng.make("li", { className: "hint" }, "No node of that name"));
      list.hidden = !numbers.length && !none;
      input.setAttribute("aria-expanded", String(!list.hidden));
    }

    function step(by) {
      if (!numbers.length) return;
      if (list.hidden) suggest();
      at = (at + by + numbers.length) % numbers.length;
      [...list.children].forEach((entry, position) =>
        entry.setAttribute("aria-selected", String(position === at)),
      );
      input.setAttribute("aria-activedescendant", `${id}-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }

    input.addEventListener("input", suggest);
    input.addEventListener("focus", () => input.value && suggest());
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && numbers.length) {
        event.preventDefault();
        choose(numbers[Math.max(at, 0)]);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
    const element = ng.make("div", { className: `find ${className}` }, input, list);
    return { element, input };
  };
})();
