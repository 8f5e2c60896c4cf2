// The bars of the page: search, tools, zoom, what may be saved; and what pointing tells.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const { make, button, icon } = ng;
  const HINT =
    "A larger node has more statements, a thicker line stands for several. Click either to " +
    "read the sentences behind it; double-click a node for its neighbourhood.";

  function named(name, text, run, title) {
    const made = button("", run, { title, label: title });
    made.append(icon(name), make("span", {}, text));
    return made;
  }

  const press = (made, on) => made.setAttribute("aria-pressed", String(on));
  const pressed = (made) => made.getAttribute("aria-pressed") === "true";

  // Fill header and side bar, which take their room before the canvas is measured.
  ng.bars = (app) => {
    const { root, graph, page, act, filters, table } = app;
    const narrow = matchMedia("(max-width: 700px)").matches;

    act.toggleTable = () => {
      const shown = table.element.hidden;
      table.element.hidden = !shown;
      page.canvas.hidden = shown;
      page.zoom.hidden = shown || !app.view;
      press(app.bar.table, shown);
      if (shown) table.fill();
      act.leave();
    };
    act.toggleSide = () => {
      const closed = root.classList.toggle("side-closed");
      app.bar.filter.setAttribute("aria-expanded", String(!closed));
    };

    app.search = ng.nameField({
      graph,
      label: "Find a node by name",
      placeholder: "Find a name",
      className: "search",
      look: () => app.look,
      take: (id) => act.select("node", id, true),
    });
    app.bar = {
      filter: named("filter", "Filters", act.toggleSide, "Legend and filters"),
      path: named("path", "Path", () => act.pathFrom(), "Shortest path between two nodes"),
      table: named("table", "Table", act.toggleTable, "Table of what is shown"),
      move: named("move", "Move", () => moveFreely(app), "Let the nodes pull and push each other"),
    };
    press(app.bar.table, false);
    press(app.bar.move, false);
    app.bar.filter.setAttribute("aria-expanded", String(!narrow));
    root.classList.toggle("side-closed", narrow);
    const tools = make("div", { className: "tools" }, ...Object.values(app.bar), savesOf(app));
    page.header.append(...[page.heading, app.search.element, tools].filter(Boolean));
    const keys = make("details", { className: "keys" }, make("summary", {}, "Keys"), ng.keyList());
    page.side.append(filters.element, make("p", { className: "hint" }, HINT), keys);
  };

  function moveFreely({ bar, view }) {
    press(bar.move, !pressed(bar.move));
    view.moving(pressed(bar.move));
  }

  // Fill what depends on what the canvas can do.
  ng.barsFor = (app) => {
    const { view, page, bar, act } = app;
    bar.move.hidden = !view?.moving;
    page.zoom.hidden = !view;
    act.wholePicture = () => {
      press(bar.move, false);
      view?.whole();
    };
    const buttons = [
      ["plus", () => view?.zoom(1.4), "Nearer"],
      ["minus", () => view?.zoom(1 / 1.4), "Farther"],
      ["whole", act.wholePicture, "Whole picture, every node in its first place"],
    ];
    for (const [name, run, title] of buttons) {
      const made = button("", run, { title, label: title });
      made.append(icon(name));
      page.zoom.append(made);
    }
  };

  function savesOf(app) {
    const svg = () => ng.svg(app.state, app.view, app.look, app.near);
    const csv = () => `\ufeff${ng.csv(app.state)}`; // the mark tells spreadsheets it is UTF-8
    const saves = [
      ["Picture as PNG", () => app.view && ng.png(svg()).then((blob) => ng.save("graph.png", blob))],
      ["Picture as SVG", () => app.view && ng.save("graph.svg", ng.svgText(svg()), "image/svg+xml")],
      ["Table as CSV", () => ng.save("graph.csv", csv(), "text/csv")],
    ];
    const summary = make("summary", { title: "Save" }, icon("save"), make("span", {}, "Save"));
    const menu = make("details", { className: "save" }, summary);
    const entry = ([name, run]) =>
      button(name, () => {
        menu.open = false;
        run();
      });
    menu.append(make("div", {}, ...saves.map(entry)));
    return menu;
  }

  ng.pointing = ({ graph, state, page, act }) => {
    function nodeTip(id) {
      const { label, kind, degree } = graph.nodes[id];
      const said = ng.counted(degree, "statement", "statements");
      return [make("strong", {}, label), make("span", {}, `${graph.kinds[kind].text} · ${said}`)];
    }

    function lineTip(id) {
      const line = graph.lines[id];
      return [
        make("span", {}, graph.nodes[line.from].label),
        make("strong", {}, ng.lineText(graph, line, state.scene.said)),
        make("span", {}, graph.nodes[line.to].label),
        make("span", { className: "quiet" }, graph.statuses[line.status].name),
      ];
    }

    act.hover = (what, id, { x, y }) => {
      const { tip, canvas } = page;
      tip.replaceChildren(...(what === "node" ? nodeTip(id) : lineTip(id)));
      tip.hidden = false;
      const left = Math.min(x + 14, canvas.clientWidth - tip.offsetWidth - 8);
      const below = y + 14 + tip.offsetHeight <= canvas.clientHeight;
      const top = below ? y + 14 : y - tip.offsetHeight - 10;
      tip.style.translate = `${Math.max(left, 4)}px ${canvas.offsetTop + Math.max(top, 4)}px`;
    };

    act.leave = () => {
      page.tip.hidden = true;
    };
  };
})();
