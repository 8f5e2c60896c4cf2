// The SPARQL editor: this server's endpoint, the graph's prefixes, the questions as examples.
"use strict";
window.addEventListener("DOMContentLoaded", () => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const questions = data("examples"), prefixes = data("prefixes");
  const select = document.getElementById("example"), about = document.getElementById("about");
  const header = (names) => names.map((name) => `PREFIX ${name}: <${prefixes[name]}>\n`).join("");
  const start = `${header(["ng", "rdf", "rdfs"])}
SELECT ?who ?organization WHERE {
  ?person ng:ceoOf ?body ; rdfs:label ?who .
  ?body rdfs:label ?organization .
}
LIMIT 20
`;
  const Yasqe = Yasgui.Yasqe;
  Yasqe.defaults.value = start;
  Yasqe.defaults.autocompleters = ["prefixes", "variables"]; // the others ask a server elsewhere
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: {
      endpoint: `${location.origin}/sparql`,
      method: "POST",
      acceptHeaderGraph: "text/turtle",
    },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [] },
    populateFromUrl: false,
    persistenceId: "newsgraph",
    yasr: { prefixes },
  });

  // on an empty line the caret marks no word of the query
  function rest(tab) {
    const line = tab.getQuery().split("\n").indexOf("");
    if (line > 0) tab.getYasqe().setCursor({ line, ch: 0 });
  }

  function put(name, sparql, run) {
    const tab = yasgui.getTab() || yasgui.addTab(true);
    tab.setEndpoint(`${location.origin}/sparql`);
    tab.setQuery(sparql);
    rest(tab);
    if (name) tab.setName(name);
    if (run) tab.query().catch(() => {});
  }

  function choose(name, run) {
    const question = questions[name];
    if (!question) return;
    select.value = name;
    about.textContent = question.description;
    put(name.replaceAll("_", " "), `${question.sparql}\n`, run);
  }

  function describe(iri) {
    put("facts", `${header(["ng", "rdf", "rdfs"])}
SELECT ?relation ?subject ?object ?status ?document WHERE {
  VALUES ?entity { <${iri}> }
  { ?statement rdf:subject ?entity } UNION { ?statement rdf:object ?entity }
  ?statement rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ;
    ng:status ?status ; ng:inDocument ?document .
}
LIMIT 200
`, true);
  }

  // what the graph names is shown by this server
  document.getElementById("yasgui").addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="https://w3id.org/newsgraph/"]');
    const path = link && new URL(link.href).pathname.replace("/newsgraph/", "/");
    if (!path || !/^\/(entity|document|statement|evidence)\//.test(path)) return;
    event.preventDefault();
    window.open(path, "_blank", "noopener");
  }, true);

  select.addEventListener("change", () => choose(select.value, true));
  window.addEventListener("hashchange", () => choose(location.hash.slice(1), true));
  if (yasgui.getTab()) rest(yasgui.getTab());
  const iri = new URLSearchParams(location.search).get("iri");
  if (iri && /^https:\/\/w3id\.org\/newsgraph\/[\w/-]+$/.test(iri)) describe(iri);
  else choose(location.hash.slice(1), true);
});
