// Draws what the page itself carries.
"use strict";

(() => {
  const read = (id) => {
    const island = document.getElementById(id);
    return island && JSON.parse(island.textContent);
  };
  const root = document.getElementById("picture");
  const drawn = { nodes: read("nodes"), edges: read("edges"), options: read("options") };
  const { engine } = root.dataset;
  newsgraph.picture = newsgraph.mount(root, read("contents"), { engine, drawn });
  // For whoever measures how long a reader waits: the frame after the first is drawn.
  requestAnimationFrame(() => setTimeout(() => performance.mark("newsgraph-ready")));
})();
