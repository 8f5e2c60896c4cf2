"""The graph over HTTP: a SPARQL endpoint, pages to read, and data under the graph's own IRIs."""
