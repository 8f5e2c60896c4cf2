// Names to choose from while somebody types in the search box.
"use strict";
(() => {
  const box = document.getElementById("q");
  const list = document.getElementById("suggested");
  let chosen = -1, asked = 0, timer = 0;

  const address = (iri) => iri.replace("https://w3id.org/newsgraph", "");

  function unmark() {
    chosen = -1;
    for (const item of list.children) item.removeAttribute("aria-selected");
    box.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    unmark();
    box.setAttribute("aria-expanded", "false");
  }

  function mark(number) {
    const items = [...list.children];
    if (!items.length) return;
    chosen = (number + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    box.setAttribute("aria-activedescendant", items[chosen].id);
  }

  function show(names) {
    list.replaceChildren(...names.map((name, i) => {
      const item = document.createElement("li");
      item.id = `suggested-${i}`;
      item.setAttribute("role", "option");
      item.dataset.iri = name.iri;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = name.kind;
      item.append(name.label, kind);
      return item;
    }));
    list.hidden = !names.length;
    unmark();
    box.setAttribute("aria-expanded", String(names.length > 0));
  }

  async function suggest() {
    const number = ++asked, text = box.value.trim();
    if (text.length < 2) return close();
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(text)}`);
      const names = answer.ok ? await answer.json() : [];
      if (number === asked && document.activeElement === box) show(names);
    } catch {
      close();
    }
  }

  box.addEventListener("input", () => {
    unmark(); // it was chosen for other words
    clearTimeout(timer);
    timer = setTimeout(suggest, 120);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) location.assign(address(list.children[chosen].dataset.iri));
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", () => setTimeout(close, 150));
  window.addEventListener("pageshow", close);
  list.addEventListener("mousedown", (event) => {
    const item = event.target.closest("li");
    if (item) location.assign(address(item.dataset.iri));
  });
})();
