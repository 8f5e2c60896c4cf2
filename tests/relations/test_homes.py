"""Homes and employers that only a description tells of give way to those said by name."""

from newsgraph.model import Evidence, Mention, Relation, Status
from newsgraph.relations.homes import without_guesses


def mention(text, at, kind="Organization", form="name"):
    return Mention("test", at, at + len(text), text, kind, form)


ADA = mention("Ada Lind", 0, "Person")
SIEMENS, ALSTOM = mention("Siemens", 20), mention("Alstom", 40)
COMPANY = mention("the company", 60, form="nominal")
MEANT = {COMPANY: ALSTOM}


def relation(subject, predicate, end, status=Status.ASSERTED):
    return Relation(subject, predicate, end, status, Evidence("test", 0, 80, "lexicon", "x"))


def test_who_works_for_one_firm_by_name_is_not_guessed_to_work_for_another() -> None:
    named, guessed = relation(ADA, "ceoOf", SIEMENS), relation(ADA, "worksFor", COMPANY)
    assert without_guesses([named, guessed], MEANT) == [named]


def test_the_guess_stays_where_nothing_else_is_said_or_the_same() -> None:
    guessed = relation(ADA, "worksFor", COMPANY)
    same = relation(ADA, "ceoOf", ALSTOM)
    past = relation(ADA, "formerlyWorkedFor", SIEMENS)
    planned = relation(ADA, "worksFor", SIEMENS, Status.PLANNED)
    for others in ([], [same], [past], [planned]):
        assert without_guesses([*others, guessed], MEANT) == [*others, guessed]


def test_a_home_by_name_counts_over_one_by_description() -> None:
    bonn, kent = mention("Bonn", 90, "Place"), mention("Kent", 99, "Place")
    named, guessed = relation(ALSTOM, "basedIn", bonn), relation(COMPANY, "basedIn", kent)
    assert without_guesses([named, guessed], MEANT) == [named]
    assert without_guesses([guessed], MEANT) == [guessed]
