"""Rules conclude from what is asserted and not denied, and every conclusion shows its premises."""

from pathlib import Path

import pytest
from invented import document, entity, graph, memory, statement

from newsgraph.errors import VocabularyError
from newsgraph.model import Status
from newsgraph.reasoning.infer import infer
from newsgraph.reasoning.rules import read_rules
from newsgraph.store.pins import pin
from newsgraph.store.terms import INFERRED_GRAPH
from newsgraph.vocabulary import default_folder

RULES = default_folder() / "rules"
TARN, FJORD, LUMEN = (entity("Organization", n) for n in ("Tarn Robotics", "Fjordlight", "Lumenor"))
MIRA = entity("Person", "Mira Oduya")
TRESK, HALDEN = entity("Place", "Tresk"), entity("Place", "Halden County")


def dataset(*graphs):
    return memory(*graphs, ontology=default_folder() / "ontology.ttl")


def said(text, *triples, source="a.txt"):
    doc = document(text, source)
    ends = {e for s, _, o, *_ in triples for e in (s, o)}
    made = [statement(doc, s, p, o, text, *status) for s, p, o, *status in triples]
    return graph(doc, *made, entities=sorted(ends, key=lambda e: e.iri))


def inferred(made):
    rows = made.select(
        f"SELECT ?s ?p ?o WHERE {{ GRAPH <{INFERRED_GRAPH}> "
        "{ ?s ?p ?o . FILTER(STRSTARTS(STR(?s), 'https://w3id.org/newsgraph/entity/')) } }"
    )
    return {" ".join(t.value.rsplit("/", 1)[-1].replace("ontology#", "") for t in r) for r in rows}


PARTNERS = said("Tarn Robotics works with Lumenor.", (TARN, "partnersWith", LUMEN))


@pytest.mark.parametrize(
    ("triples", "wanted"),
    [
        ([(MIRA, "ceoOf", TARN)], {"mira-oduya worksFor tarn-robotics"}),
        ([(LUMEN, "supplies", TARN)], {"tarn-robotics customerOf lumenor"}),
        ([(TARN, "partnersWith", LUMEN)], {"lumenor partnersWith tarn-robotics"}),
        (
            [(LUMEN, "subsidiaryOf", FJORD), (FJORD, "subsidiaryOf", TARN)],
            {"lumenor subsidiaryOf tarn-robotics"},
        ),
        (
            [(TARN, "basedIn", TRESK), (TRESK, "locatedIn", HALDEN)],
            {"tarn-robotics basedIn halden-county"},
        ),
        ([(MIRA, "ceoOf", TARN, Status.SPECULATIVE)], set()),
        ([(MIRA, "ceoOf", TARN, Status.PLANNED)], set()),
        ([(MIRA, "ceoOf", TARN, Status.ATTRIBUTED)], set()),
        ([(MIRA, "ceoOf", TARN, Status.NEGATED)], set()),
        ([(MIRA, "ceoOf", TARN), (MIRA, "ceoOf", TARN, Status.NEGATED)], set()),
    ],
)
def test_rules_conclude_from_what_is_asserted_and_not_denied(triples, wanted) -> None:
    made = dataset(said("They say so.", *triples))
    infer(made, RULES)
    assert inferred(made) == wanted


def test_a_denial_in_another_document_stops_the_inference() -> None:
    denial = said("No.", (TARN, "partnersWith", LUMEN, Status.NEGATED), source="b.txt")
    made = dataset(PARTNERS, denial)
    infer(made, RULES)
    assert inferred(made) == set()


def test_chains_run_through_entities_that_are_one() -> None:
    other = entity("Organization", "Fjordlight of Tresk")
    made = dataset(
        said("Lumenor is Fjordlight's.", (LUMEN, "subsidiaryOf", FJORD)),
        said("The firm is Tarn's.", (other, "subsidiaryOf", TARN), source="b.txt"),
    )
    infer(made, RULES)
    assert inferred(made) == set()
    pin(made, FJORD.iri, other.iri, same=True)
    infer(made, RULES)
    assert "lumenor subsidiaryOf tarn-robotics" in inferred(made)


def test_each_inference_names_its_rule_and_rests_on_statements() -> None:
    made = dataset(said("Mira Oduya leads Tarn Robotics.", (MIRA, "ceoOf", TARN)))
    report = infer(made, RULES)
    rows = made.select(
        "SELECT ?rule ?premise WHERE { ?i a ng:Inference ; ng:rule ?rule ; "
        "prov:wasDerivedFrom ?premise . ?premise a ng:Statement }"
    )
    assert [row["rule"].value for row in rows] == ["subproperty"]
    assert report.facts == 1
    assert report.inferred["subproperty"] == 1


def test_inferring_twice_changes_nothing_and_inferring_without_facts_empties_the_graph() -> None:
    made = dataset(PARTNERS)
    infer(made, RULES)
    before = sorted(map(str, made.quads(INFERRED_GRAPH)))
    infer(made, RULES)
    assert sorted(map(str, made.quads(INFERRED_GRAPH))) == before
    made.remove(PARTNERS.document.iri)
    infer(made, RULES)
    assert not list(made.quads(INFERRED_GRAPH))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("SELECT * { ?s ?p ?o }", "not one CONSTRUCT"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "no premise"),
        ("# premise: ?s ?p\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "not one triple pattern"),
        ("# premise: ?s x:y ?o\nCONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", "'x:y' is neither"),
    ],
)
def test_a_rule_that_is_not_one_is_refused_by_name(tmp_path: Path, text, problem) -> None:
    (tmp_path / "odd.rq").write_text(text)
    with pytest.raises(VocabularyError, match=problem) as caught:
        read_rules(tmp_path)
    assert "odd.rq" in str(caught.value)


def test_a_rule_that_is_no_sparql_is_refused(tmp_path: Path) -> None:
    (tmp_path / "odd.rq").write_text("# premise: ?s ?p ?o\nCONSTRUCT { ?s ?p ?o } WHERE { ?s }")
    with pytest.raises(VocabularyError, match="cannot be run"):
        infer(dataset(PARTNERS), tmp_path)


def test_every_shipped_rule_says_what_it_infers_in_its_first_line() -> None:
    assert [rule.name for rule in read_rules(RULES)] == sorted(p.stem for p in RULES.glob("*.rq"))
    assert all(path.read_text().startswith("# ") for path in RULES.glob("*.rq"))
