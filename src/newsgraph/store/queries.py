"""Patterns that several readers of the documents' statements share."""

# What a statement says, within the graph of ?document; an open relation is no claim.
SAID = """
    ?statement a ng:Statement ; ng:status ?status ;
      rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
    FILTER(?predicate != ng:mentionsAction)
    OPTIONAL { ?document dcterms:issued ?issued }"""

# What is said of statements beside their status: amounts, dates, roles and other qualifiers.
QUALIFIERS = """
SELECT ?document ?statement ?name ?value WHERE {
  GRAPH ?document {
    ?statement a ng:Statement ; ?name ?value .
    FILTER(STRSTARTS(STR(?name), STR(ng:)))
    FILTER(?name NOT IN (ng:status, ng:confidence, ng:inDocument, ng:attributedTo))
  }
}"""
