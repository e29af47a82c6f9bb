"""Which rules of which contract were tried by which cases, and what was found there."""

import pytest

import pages
from gc_contracts.report.html.findings import by_contract
from gc_contracts.report.html.matrix import ROWS, Cell, Row, matrix

TABLE = pages.SCHEMA


def _made(contract, findings):
    return matrix(contract, findings, by_contract(findings).get(contract["source"]))


def _schema(*covered, kind="boundary"):
    return pages.contract(
        TABLE, "schema", cases=[pages.case("static"), pages.case(kind, covered=list(covered))]
    )


def _rule(rule, cases=1, **more):
    return {"rule": rule, "what": rule.rpartition("/")[2], "cases": cases, **more}


def test_each_rule_has_a_row_and_each_kind_a_column():
    """A cell is a number, and what was found there in words, with a link to it."""
    told = _schema(_rule("/a/maxLength", 3), _rule("/a/enum", 0, why="implied by a"))
    found = pages.finding(
        7, TABLE, source=pages.source(TABLE, 1, 1, "/a/maxLength"), seen_by=["static", "boundary"]
    )

    table = _made(
        told, [found, {**found, "severity": "note", "fingerprint": "8" * 16, "seen_by": ["boundary"]}]
    )

    assert table.kinds == ("static", "boundary")
    assert table.rows == (
        Row(
            "/a/maxLength",
            "",
            (
                Cell(0, "1 error", "error", "f-0000000000000007"),
                Cell(3, "1 error, 1 note", "error", "f-0000000000000007"),
            ),
        ),
        Row("/a/enum", "implied by a", (Cell(0), Cell(0))),
    )
    assert [row.worst for row in table.rows] == ["error", ""]


@pytest.mark.parametrize(
    ("pointer", "place", "label"),
    [
        ("/config/request/requestUrlTemplate", "/config/request/requestUrlTemplate#id", "input id"),
        ("/config/response/translationMap/a~1b", "", "response a/b"),
        ("/config/response/translationMapDefaults/a~1b", "", "response a/b"),
        ("/contract/input/inputSchema/properties/id", "", "input id"),
        (
            "/config/request/requestTemplate",
            "/config/request/requestTemplate#other",
            "/config/request/requestTemplate",
        ),
        ("", "", "the file"),
    ],
    ids=["variable", "mapped", "default", "declared", "unknown-name", "nowhere"],
)
def test_a_finding_of_an_action_belongs_to_what_was_varied(pointer, place, label):
    """Where nothing was varied there, its place has a row of its own."""
    covered = [{"rule": rule, "what": "absent", "cases": 1} for rule in ("input id", "response a/b")]
    told = pages.contract(cases=[pages.case("request", covered=covered)])
    found = pages.finding(source=pages.source(pages.FILE, 1, 1, pointer), place=place, seen_by=["request"])

    table = _made(told, [found])

    assert [row.label for row in table.rows if row.worst] == [label]


@pytest.mark.parametrize(
    ("pointer", "label"),
    [
        ("/a/enum/3", "/a/enum"),
        ("/rules/0/require", "low at /rules/0"),
        ("/a", "/a"),
        ("/b/enum/3", "/b/enum/3"),
    ],
    ids=["member", "rule-across-fields", "node", "other-place"],
)
def test_a_finding_of_a_schema_belongs_to_its_rule(pointer, label):
    """A member of a rule's list is the rule's; a place without a tried rule has a row of its own."""
    told = _schema(_rule("/a/enum"), {"rule": "/rules/0", "what": "low", "cases": 2})
    found = pages.finding(1, TABLE, source=pages.source(TABLE, 1, 1, pointer), seen_by=["boundary"])

    table = _made(told, [found])

    assert [row.label for row in table.rows if row.worst] == [label]


def test_a_row_of_an_action_names_its_variations():
    """As many as a line holds."""
    covered = [{"rule": "input id", "what": f"way {number}", "cases": 1} for number in range(8)]

    table = _made(pages.contract(cases=[pages.case("request", covered=covered)]), [])

    assert table.rows == (Row("input id", "way 0, way 1, way 2, way 3, way 4, way 5 and 2 more", (Cell(8),)),)
    assert table.says == "1 place varied in 8 cases"


def test_the_whole_is_called_so():
    """A valid record, the size of a record, an action as it is."""
    whole = [{"rule": "", "what": what, "cases": 1} for what in ("a valid record", "size")]

    of_schema = _made(_schema(*whole), [])
    of_action = _made(
        pages.contract(cases=[pages.case("request", covered=[{"rule": "", "what": "base", "cases": 1}])]), []
    )

    assert [row.label for row in of_schema.rows] == ["a valid record", "size of the whole record"]
    assert [row.label for row in of_action.rows] == ["the action as a whole"]


def test_a_long_table_keeps_the_rows_with_findings():
    """In their order, and the number of the others."""
    told = _schema(*(_rule(f"/r{number}/type") for number in range(ROWS + 50)))
    found = pages.finding(
        1, TABLE, source=pages.source(TABLE, 1, 1, f"/r{ROWS + 49}/type"), seen_by=["boundary"]
    )

    table = _made(told, [found])

    assert (len(table.rows), table.more) == (ROWS, 50)
    assert table.rows[-1].label == f"/r{ROWS + 49}/type"


def test_without_counts_there_is_no_table():
    """A report that was not asked to count says nothing of coverage, rather than nought."""
    assert _made(pages.contract(), [pages.finding()]) is None
