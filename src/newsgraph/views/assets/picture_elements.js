// Elements of the page. A text of the graph enters it as a text node, never as markup.
"use strict";

(() => {
  const ng = (globalThis.newsgraph ??= {});
  const SVG = "http://www.w3.org/2000/svg";

  // Strings among the children become text nodes; null and false are left out.
  ng.make = (tag, properties, ...children) => {
    const { attributes = {}, ...rest } = properties;
    const element = Object.assign(document.createElement(tag), rest);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.filter((child) => child !== null && child !== false));
    return element;
  };

  ng.drawing = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  ng.button = (text, onclick, { className = "", title = "", label = "" } = {}) => {
    const button = ng.make("button", { type: "button", className, onclick }, text);
    if (title) button.title = title;
    if (label) button.setAttribute("aria-label", label);
    return button;
  };

  // Strokes on a grid of 16 by 16.
  const ICONS = {
    plus: "M8 3v10M3 8h10",
    minus: "M3 8h10",
    whole: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
    close: "M4 4l8 8M12 4l-8 8",
    path: "M3 13a2 2 0 1 0 0-.01M13 3a2 2 0 1 0 0-.01M4.5 11.5c5-1 1.5-6 7-7.5",
    filter: "M2 4h12M4.5 8h7M7 12h2",
    table: "M2 3h12v10H2zM2 6.5h12M6.5 6.5V13",
    graph: "M4 11.5l3-6M9 5.5l3 5M5.5 12.5h5M4 12.5a1.5 1.5 0 1 0 0-.01M8 4a1.5 1.5 0 1 0 0-.01M12 12a1.5 1.5 0 1 0 0-.01",
    save: "M8 2v8M4.5 7L8 10.5 11.5 7M2.5 13.5h11",
    move: "M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6L2 8l2 2M12 6l2 2-2 2",
  };

  ng.icon = (name) =>
    ng.drawing(
      "svg",
      { viewBox: "0 0 16 16", width: 16, height: 16, class: "icon", "aria-hidden": true },
      ng.drawing("path", { d: ICONS[name] }),
    );

  ng.words = (name) => name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();

  ng.counted = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  // Return names and values, those without a value left out.
  ng.facts = (pairs) => {
    const list = ng.make("dl", {});
    for (const [name, value] of pairs) {
      const held = value !== null && value !== undefined && value !== "";
      if (held) list.append(ng.make("dt", {}, name), ng.make("dd", {}, value));
    }
    return list;
  };

  ng.save = (name, content, type) => {
    const address = URL.createObjectURL(
      content instanceof Blob ? content : new Blob([content], { type }),
    );
    const link = ng.make("a", { href: address, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000); // the browser has read it by then
  };
})();
