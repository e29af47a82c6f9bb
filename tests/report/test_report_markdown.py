"""The Markdown view: the verdict first, the worst next, never too long, and nobody's text is obeyed."""

from dataclasses import replace

import pytest

from full_report import HOSTILE, full, many, of, real, told
from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Severity
from gc_contracts.model.result import Outcome, Result
from gc_contracts.report.finding import clean
from gc_contracts.report.json import report
from gc_contracts.report.markdown import MOST, text
from gc_contracts.report.room import Room, size
from gc_contracts.report.summary import Summary
from rendered import Tree, addresses
from sample_results import ID, OTHER, STYLE, UNDEFINED, UNUSED
from shared import REASON, SHARED

SAFE = Result(OTHER, CaseKind.STATIC, Outcome.PASSED)


def test_a_comment_tells_all_there_is_worst_first():
    """As it is written, whole."""
    failing = replace(UNDEFINED, message="`userld` is not in the input contract")
    data = of(
        Result(ID, CaseKind.STATIC, Outcome.FAILED, (failing, UNUSED), 3),
        Result(OTHER, CaseKind.FUZZ, Outcome.SKIPPED, reason="not verified: no time"),
    )

    assert text(data) == (
        "## ❌ gc-contracts: broken: 1 of 2 contracts\n"
        "\n"
        "2 contracts, 2 cases, 3 examples: 1 error, 1 warning, 0 notes.<br>\n"
        "Compared with <code>contracts/baseline</code>.\n"
        "\n"
        "| contract | verdict | errors | warnings | notes | waived |\n"
        "|---|---|--:|--:|--:|--:|\n"
        f"| <code>{ID}</code> | **broken** | 1 | 1 |  |  |\n"
        f"| <code>{OTHER}</code> | **not verified** |  |  |  |  |\n"
        "\n"
        "### What fails the run\n"
        "\n"
        f"<details><summary>error <code>template/undefined-variable</code> <code>{ID}:14:31</code>: "
        "<code>userld</code> is not in the input contract</summary>\n"
        "\n"
        "```text\n"
        '   14 |   "requestUrlTemplate": "/${input.userld}"\n'
        "                                     ^\n"
        "```\n"
        "\n"
        "Smallest reproducer:\n"
        "\n"
        "```json\n"
        '{"input": {"userId": "é\\n"}}\n'
        "```\n"
        "\n"
        "Steps:\n"
        "\n"
        "```text\n"
        "ok   1. Validate request body\n"
        "FAIL 5. Resolve request URL template: not set\n"
        "```\n"
        "\n"
        "Mend: write <span>$</span>{input.userId}\n"
        "\n"
        "See it again:\n"
        "\n"
        "```sh\n"
        f"pytest --gc-contracts {ID}::static --gc-select template/undefined-variable\n"
        "```\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary>1 warning, not failing the run</summary>\n"
        "\n"
        f"- <code>template/unused-input</code> <code>{ID}:40:9</code>: "
        "<code>pages</code> is declared and no template uses it\n"
        "\n"
        "</details>\n"
        "\n"
        "<details><summary>1 case not verified</summary>\n"
        "\n"
        f"- <code>{OTHER}::fuzz</code>: no time\n"
        "\n"
        "</details>\n"
    )


@pytest.mark.parametrize(
    ("outcome", "heading"),
    [
        (Outcome.PASSED, "## ✅ gc-contracts: safe"),
        (Outcome.FAILED, "## ❌ gc-contracts: broken: 1 of 1 contract"),
        (Outcome.SKIPPED, "## ⚠️ gc-contracts: not verified: 1 of 1 case"),
        (Outcome.ERROR, "## 🛑 gc-contracts: could not run: 1 of 1 case"),
    ],
    ids=["safe", "broken", "not-verified", "could-not-run"],
)
def test_the_verdict_stands_first_in_words(outcome, heading):
    """Four outcomes."""
    assert text(of(replace(SAFE, outcome=outcome))).splitlines()[0] == heading


def test_an_empty_run_has_verified_nothing():
    """It is not safe."""
    assert text(report(Summary())).startswith("## ⚠️ gc-contracts: not verified: nothing was run\n")


def test_what_could_not_run_changed_is_waived_or_unknown_is_told():
    """Each in its place: before the table, after what fails, at the end."""
    shown = text(full())

    parts = [
        "### Could not run\n\n- <code>contracts/broken.json::static</code>: could not run: a check broke\n",
        f"| <code>{ID}</code> | **broken** | 1 | 1 |  | 1 |\n",
        "### What fails the run\n",
        f"- **narrows** input <code>/userId</code> of <code>{ID}</code>: <code>userId</code> is now required\n",
        f"- **widens** output <code>/name</code> of <code>{ID}</code>: <code>name</code> is new\n",
        "<summary>1 warning, not failing the run</summary>",
        "<summary>1 note, not failing the run</summary>",
        "<summary>1 case not verified</summary>",
        "<br>the flow asks for it &#124; always (<span>@</span>flows, until 2026-12-31)\n",
        "<summary>1 file of unknown shape, not tested</summary>",
    ]
    assert [part for part in parts if part not in shown] == []
    assert parts == sorted(parts, key=shown.index)
    assert "Broken on purpose: 90.0 % noticed (9 noticed, 1 not, 0 equivalent)." in shown


@pytest.mark.parametrize("fail_on", list(Severity))
def test_what_fails_the_run_is_shown_whole(fail_on):
    """By the run's threshold; the rest is folded into lists."""
    result = Result(ID, CaseKind.STATIC, Outcome.FAILED, (UNDEFINED, UNUSED, replace(STYLE, contract=ID)))

    shown = text(of(result) | {"fail_on": fail_on.value})
    whole = [severity for severity in Severity if f"<details><summary>{severity} <code>" in shown]
    assert whole == [severity for severity in Severity if severity.rank >= fail_on.rank]


def test_worse_contracts_stand_above_others():
    """Broken, could not run, not verified, safe; then by path."""
    outcomes = {"a": Outcome.PASSED, "b": Outcome.SKIPPED, "c": Outcome.FAILED, "d": Outcome.ERROR}

    shown = text(of(*(Result(name, CaseKind.STATIC, outcome) for name, outcome in outcomes.items())))
    rows = [line for line in shown.splitlines() if line.startswith("| <code>")]
    assert [row.removeprefix("| <code>")[0] for row in rows] == ["c", "d", "b", "a"]


def test_a_long_table_is_folded_away():
    """What fails the run stands near the verdict; how many contracts came to what can be seen all the same."""
    safe = [Result(f"{number:02}.json", CaseKind.STATIC, Outcome.PASSED) for number in range(10)]

    short, long = text(of(*safe)), text(of(*safe, Result(ID, CaseKind.STATIC, Outcome.FAILED)))
    assert "<details>" not in short
    assert "<details><summary>1 broken, 10 safe</summary>\n\n| contract |" in long


def test_a_fence_is_longer_than_any_in_it():
    """A reproducer may hold one."""
    found = replace(UNDEFINED, reproduce={"record": "`````"}, excerpt=("   1 | ```", "^"))
    shown = text(of(Result(ID, CaseKind.STATIC, Outcome.FAILED, (found,))))

    assert '\n``````json\n{"record": "`````"}\n``````\n' in shown
    assert "\n````text\n   1 | ```\n^\n````\n" in shown


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_shown_and_not_obeyed(hostile):
    """The page has the elements of a harmless one, GitHub finds nothing of its own, and the text is there."""
    shown = text(told(hostile))

    tree, harmless = Tree(shown), Tree(text(told("harmless")))
    assert tree.skeleton == harmless.skeleton
    assert (tree.linked, addresses(shown)) == ([], [])
    flat = clean(" ".join(hostile.encode("utf-8", "backslashreplace").decode().split()))
    assert f"says {flat}".replace("`", "") in tree.text.replace("`", "")


@pytest.mark.parametrize(
    "hostile",
    ["`<b>", "a`b`c`d", "``a``", "1. a", "12) a", "- a", "+ a", "= a", "> a", "    a", "__a__ _b_ c__d"],
    ids=[
        "open",
        "odd",
        "double",
        "ordered",
        "ordered-too",
        "bullet",
        "plus",
        "line",
        "quote",
        "deep",
        "emphasis",
    ],
)
def test_a_message_that_looks_like_markup_is_a_message(hostile):
    """At the beginning of a paragraph too, which a long message has to itself."""
    message = f"{hostile} {'word ' * 40}"
    found = replace(UNDEFINED, message=message, hint="")

    tree = Tree(text(of(Result(ID, CaseKind.STATIC, Outcome.FAILED, (found,)))))
    assert not {"ol", "ul", "blockquote", "em", "strong", "b"}.intersection(tree.elements[-12:])
    assert " ".join(message.split()).replace("`", "") in tree.text.replace("`", "")


@pytest.mark.parametrize(
    "data",
    [many(1000, 20), many(3, 400, "x" * 5_000), many(2, 50, "@" * 5_000), many(2, 50, "😀\n" * 5_000)],
    ids=["contracts", "findings", "escapes", "astral"],
)
def test_no_comment_is_longer_than_github_takes(data):
    """In characters, in UTF-16 units, and with CRLF; the page stays sound, and what is left out is told."""
    shown = text(data)

    assert size(shown) <= MOST
    assert len(shown.replace("\n", "\r\n")) <= MOST
    assert "Left out for want of room: " in shown
    assert set(Tree(shown).elements) <= {
        *("h2", "h3", "p", "br", "code", "table", "thead", "tbody", "tr", "th", "td", "strong"),
        *("details", "summary", "pre", "ul", "li", "span"),
    }


def test_what_is_left_out_is_the_least():
    """Errors go before warnings, and each is counted."""
    shown = text(many(1000, 20))

    line = next(line for line in shown.splitlines() if line.startswith("Left out"))
    errors = shown.count("<summary>error ") + shown.count("\n- <code>template/undefined-variable</code>")
    assert (
        f"950 contracts of the table, {10_000 - errors:,} findings that fail the run, 10,000 warnings" in line
    )
    assert errors > 200


def test_parts_take_no_more_room_than_there_is():
    """An entry goes in whole or not at all, and those after it not either."""
    room = Room(100)

    taken = room.fill(iter(["a" * 40, "b" * 60, "c"]), ("<", ">"))
    room.lacks(3 - taken, "letters")
    room.lacks(1, "letters")
    room.lacks(0, "numbers")

    assert (taken, room.parts, room.missing) == (1, [f"<{'a' * 40}>"], {"letters": 3})
    assert room.left == 100 - 42 - 4


@pytest.mark.skipif(SHARED is None, reason=REASON)
def test_the_comment_of_real_exports_is_sound():
    """With their paths, templates and responses in it."""
    shown = text(real())

    assert size(shown) <= MOST
    assert (Tree(shown).linked, addresses(shown)) == ([], [])
