"""How far a text stands behind what it says, with the real pipeline."""

import pytest


@pytest.mark.parametrize(
    ("text", "fact", "status"),
    [
        pytest.param("Ford acquired Rivian; Bosch may not sell its shares.", "Ford acquires Rivian", "asserted", id="beyond a semicolon"),
        pytest.param("Ford acquired Rivian, which was worth $5 per share.", "Ford acquires Rivian", "asserted", id="per share names no source"),
        pytest.param("Ford's takeover of Rivian still needs approval in Berlin.", "Ford acquires Rivian", "planned", id="needs approval"),
        pytest.param("The takeover of Rivian by Ford depends on clearance in Berlin.", "Ford acquires Rivian", "planned", id="depends on clearance"),
        pytest.param("Ford's takeover of Rivian does not need approval.", "Ford acquires Rivian", "asserted", id="needs none"),
        pytest.param("Ford's takeover of Rivian needs patience.", "Ford acquires Rivian", "asserted", id="needs what is no leave"),
        pytest.param("By its own account Bosch acquired Rivian.", "Bosch acquires Rivian", "attributed", id="by an account"),
        pytest.param("Ford acquired Rivian, according to Bosch.", "Ford acquires Rivian", "attributed", id="according to, at the end"),
        pytest.param("Bosch said that it had acquired Rivian.", "Bosch acquires Rivian", "asserted", id="a deed told by who did it"),
        pytest.param("Siemens said that Bosch had acquired Rivian.", "Bosch acquires Rivian", "attributed", id="a deed told by another"),
        pytest.param("Ford is in talks to acquire Rivian.", "Ford acquires Rivian", "speculative", id="in talks"),
        pytest.param("Ford is close to buying Rivian.", "Ford acquires Rivian", "speculative", id="close to"),
        pytest.param("Ford wants to acquire Rivian.", "Ford acquires Rivian", "planned", id="wants"),
        pytest.param("Ford means to acquire Rivian.", "Ford acquires Rivian", "planned", id="means"),
        pytest.param("Ford is going to acquire Rivian.", "Ford acquires Rivian", "planned", id="is going to"),
        pytest.param("Ford has not managed to acquire Rivian.", "Ford acquires Rivian", "negated", id="has not managed"),
        pytest.param("Ford was to have acquired Rivian.", "Ford acquires Rivian", "negated", id="was to have"),
        pytest.param("Ford tried to acquire Rivian but was turned down.", "Ford acquires Rivian", "negated", id="tried in vain"),
        pytest.param("A report that Ford would acquire Rivian was wrong.", "Ford acquires Rivian", "negated", id="a report that was wrong"),
        pytest.param("Ford has not ruled out buying Rivian.", "Ford acquires Rivian", "speculative", id="not ruled out"),
        pytest.param("Jim Farley left Ford in 2020 to join Rivian.", "Jim Farley worksFor Rivian", "asserted", id="what came of leaving"),
        pytest.param("Jim Farley joins Rivian on 9 June 2026.", "Jim Farley worksFor Rivian", "planned", id="the present for a day to come"),
        pytest.param("Bosch is merging with Siemens.", "Bosch mergesWith Siemens", "planned", id="under way"),
        pytest.param("Jim Farley was named to lead Rivian.", "Jim Farley worksFor Rivian", "planned", id="named to lead"),
        pytest.param("Bosch has closed its plant in Berlin.", "Bosch operatesIn Berlin", "negated", id="a plant that is closed"),
        pytest.param("Bosch may close its plant in Berlin.", "Bosch operatesIn Berlin", "asserted", id="a plant that may close"),
        pytest.param("Bosch has buried its plan to buy Rivian.", "Bosch acquires Rivian", "negated", id="a plan that is buried"),
        pytest.param("Ford may acquire Rivian, a report which Rivian denies.", "Ford acquires Rivian", "negated", id="a report denied"),
        pytest.param("Jim Farley joins Rivian in September.", "Jim Farley worksFor Rivian", "planned", id="the present for a month to come"),
        pytest.param("Bosch could sell its plant in Berlin.", "Bosch operatesIn Berlin", "asserted", id="the plant is there"),
        pytest.param("Bosch denied that it would leave Berlin.", "Bosch operatesIn Berlin", "asserted", id="leaving denied"),
    ],
)  # fmt: skip
def test_the_status_of_what_a_sentence_states(stated_with_status, text, fact, status):
    found = stated_with_status(text)
    assert (fact, status) in found, found
