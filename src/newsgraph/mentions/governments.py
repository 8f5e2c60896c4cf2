"""Countries and capitals that act: they are governments then, and no places."""

from typing import Any

from newsgraph.gazetteer import Gazetteer, Known
from newsgraph.mentions.drafts import Draft
from newsgraph.vocabulary import Vocabulary

ACTS = 10.0  # more than a list that knows a country twice over
WITNESS, STATE, BODY = "acts", "GovernmentGroup", "Organization"


def hear_country(draft: Draft, token: Any, vocabulary: Vocabulary) -> None:
    """Listen for a country that acts: it is its government then, not a place.

    So it is beside another that acts, and as the owner of an office of state or a public body.
    """
    if not any(k.kind == "Place" and k.demonyms for k in draft.known):
        return
    if token.dep_ == "poss":
        offices = vocabulary.cue_words("stateOffice") | vocabulary.cue_words("publicBody")
        acts = token.head.pos_ == "NOUN" and token.head.lemma_.lower() in offices
    else:
        acts = _acts(token)
    if acts:
        draft.speak(WITNESS, STATE, ACTS)


class Capitals:
    """The cities that stand for a government, or for the one body that is known to sit there."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.bodies: dict[str, list[Known]] = {}
        for known in gazetteer:
            if known.kind == BODY and known.seat and self._country(known.seat):
                self.bodies.setdefault(known.seat, []).append(known)

    def hear(self, draft: Draft) -> None:
        """Listen for a capital that acts: "Washington" is a government then."""
        if draft.token is None or any(k.kind != "Place" for k in draft.known):
            return
        if self._country(draft.text) is not None and _acts(draft.token):
            kind = BODY if len(self.bodies.get(draft.text, ())) == 1 else STATE
            draft.speak(WITNESS, kind, ACTS)

    def meant(self, draft: Draft) -> Known | None:
        """Return the country or the body that a capital which acts stands for."""
        if not any(witness == WITNESS for witness, _, _ in draft.witnesses):
            return None
        bodies = self.bodies.get(draft.text, ())
        return bodies[0] if len(bodies) == 1 else self._country(draft.text)

    def _country(self, city: str) -> Known | None:
        """Return the country whose government sits in a city that has a name of its own."""
        country = self.gazetteer.country_of_seat(city)
        return None if country is None or country in self.gazetteer.by_name(city) else country


def _acts(token: Any) -> bool:
    """Say whether a token is the subject of a deed, or the agent of one, perhaps with others."""
    first = token
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    head = first.head
    if first.dep_ == "nsubj":
        return head.pos_ == "VERB" or _is_to_act(head)
    if first.dep_ == "nsubjpass":
        return _is_to_act(head)  # "Ghana is expected to copy it"
    return bool(first.dep_ == "pobj" and head.dep_ == "agent")


def _is_to_act(verb: Any) -> bool:
    """Say whether a verb leads to a deed: "Japan is to pay", "Kentucky may"."""
    if verb.tag_ == "MD":
        return True
    return any(c.dep_ == "xcomp" and c.pos_ == "VERB" for c in verb.children)
