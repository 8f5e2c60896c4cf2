"""The page of figures: new rows come in, older ones of the same commit and key go, others stay."""

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[1] / "accuracy_table.py"
PAGE = """# Accuracy

## Sets

| date | commit | set | measure | F1 |
|---|---|---|---|---|
| 2026-01-01 | aaa | core | given | 0.100 |
| 2026-01-02 | bbb | core | given | 0.200 |
| 2026-01-02 | bbb | core | own | 0.300 |

Words after the table.

## Others
"""
COLUMNS = ("date", "commit", "set", "measure", "F1")


@pytest.fixture(scope="module")
def table():
    spec = importlib.util.spec_from_file_location("accuracy_table", PATH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_row_of_the_same_commit_is_renewed_and_the_rest_stays(table):
    new = table.Rows("## Sets", COLUMNS, [("2026-01-02", "bbb", "core", "given", "0.400")])
    page = table.renewed(PAGE, new)
    assert page == PAGE.replace("| 2026-01-02 | bbb | core | given | 0.200 |\n", "").replace(
        "0.300 |\n", "0.300 |\n| 2026-01-02 | bbb | core | given | 0.400 |\n"
    )
    assert table.renewed(page, new) == page


def test_a_row_of_another_commit_comes_after_the_others(table):
    new = table.Rows("## Sets", COLUMNS, [("2026-01-02", "ccc", "core", "own", "0.400")])
    assert table.renewed(PAGE, new) == PAGE.replace(
        "0.300 |\n", "0.300 |\n| 2026-01-02 | ccc | core | own | 0.400 |\n"
    )


def test_a_new_table_comes_at_the_end(table):
    page = table.renewed(
        "# Accuracy\n", table.Rows("## Sets", COLUMNS, [("d", "c", "s", "m", "f")])
    )
    assert page.endswith("| d | c | s | m | f |\n")
    assert page.startswith("# Accuracy\n\n## Sets\n\n| date |")


def test_a_table_with_other_columns_is_not_touched(table):
    with pytest.raises(SystemExit, match="other columns"):
        table.renewed(PAGE, table.Rows("## Sets", COLUMNS[:4], []))


def test_of_some_tables_only_the_latest_rows_of_a_set_stay(table):
    new = table.Rows(
        "## Sets", COLUMNS, [("2026-01-03", "ccc", "core", "other", "0.5")], latest=True
    )
    page = table.renewed(PAGE, new)
    assert "0.100" not in page
    assert "0.300" not in page
    assert "| 2026-01-03 | ccc | core | other | 0.5 |\n\nWords after" in page
    assert table.renewed(page, new) == page
