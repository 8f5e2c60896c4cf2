"""newsgraph kinds: why names have their kinds."""


def test_the_kinds_of_all_names_and_why(run, news):
    found = run("kinds", news)
    assert found.code == 0
    row = next(line for line in found.out.splitlines() if line.startswith("Jensen Huang"))
    assert "Person" in row
    assert "gazetteer" in row


def test_all_that_spoke_for_one_name(run, news):
    found = run("kinds", news, "--name", "mellanox")
    assert found.code == 0
    assert found.out.splitlines()[0].startswith("Mellanox: Organization")
    assert "    gazetteer " in found.out


def test_a_name_that_is_not_there_is_told(run, news):
    found = run("kinds", news, "--name", "Halden")
    assert found.code == 1
    assert "no 'Halden' is read" in found.complaint
