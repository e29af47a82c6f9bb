"""The page says all that the report says, obeys nothing of users' files, and stays small enough to open."""

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

import pages
from gc_contracts.report.html import text
from gc_contracts.report.json import report
from gc_contracts.report.summary import Summary, summarise
from sample_results import RESULTS, SUBJECTS

SCHEMA = json.loads((files("gc_contracts") / "report" / "report.schema.json").read_text(encoding="utf-8"))
VOID = {"meta", "link", "input"}
MINE = (
    "html head meta title link style body a header p h1 span code main dl div dt dd svg rect ul li nav section h2 form "
    "label input select option fieldset legend button output details summary h3 h4 b pre table thead tr th small tbody "
    "td footer script"
)


class Tree(HTMLParser):
    """A second reader of pages: tags in order, their attributes, and what stands between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.wrong: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        self.wrong += self._open

    def handle_starttag(self, tag, attrs):
        """Open a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Note a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Close a tag; it must be the last one that was opened."""
        if not self._open or self._open.pop() != tag:
            self.wrong.append(f"/{tag}")

    def handle_data(self, data):
        """Keep text."""
        if self._open and self._open[-1] not in {"style", "script"}:
            self.words.append(data)

    def values(self, name):
        """Give an attribute wherever it is."""
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def _words(page: str) -> str:
    return " ".join(" ".join(Tree(page).words).split())


@pytest.mark.parametrize("make", [pages.full, lambda: pages.large(3, 4)], ids=["full", "large"])
def test_the_samples_are_reports(make):
    """A page of what no run writes would prove nothing."""
    assert list(Draft202012Validator(SCHEMA).iter_errors(make())) == []


SAYS = (
    "Broken",
    "2 of 4 contracts failed",
    "Besides, 1 case could not be verified and 1 case ended without a verdict.",
    "Compared with the baseline main .",
    "request/injection line 7:31 input userId is not carried as data in the URL",
    '7 | "requestUrlTemplate": "/api/v2/users/${input.userId}",',
    "Mend Write $esc.uriEncode(${input.userId}), or narrow the input.",
    'HTTP 200 Content-Type: application/json {"id": null}',
    "FAIL 10. Apply output transformation: no JSON",
    f"pytest --gc-contracts {pages.FILE}::request --gc-select request/injection",
    "fingerprint 0000000000000001",
    "narrows input /userId userId is now required",
    "handler not verified: there is no Node.js here",
    "request could not run: check demo/x broke: LookupError: gone",
    "2 of 4 rules tried by boundary cases; 1 of 4 rules tried by generated records; 1 implied by others; 1 not tried alone",
    "98.0 %: 49 of 50 broken rules were noticed",
    "maxLength 80 → 81 line 9:21 /properties/title/maxLength",
    "Accepted until 2026-12-31 by team flows: the next version of the flow uses it (contracts/waivers.yaml:12:5)",
    "An input changes the structure of the URL.",
    "contracts/odd.json",
    "gc-contracts 0.1.0",
)


@pytest.mark.parametrize("words", SAYS)
def test_the_page_says_what_the_report_says(words):
    """Without a script: it is text on the page."""
    assert words in _words(text(pages.full()))


@pytest.mark.parametrize(
    ("verdict", "outcome", "says"),
    [
        (
            "safe",
            "passed",
            "Safe Nothing was found at or above the threshold (error) in 1 case, all of them verified.",
        ),
        (
            "broken",
            "failed",
            "Broken 1 of 1 contract failed: something was found at or above the threshold (error).",
        ),
        (
            "not verified",
            "skipped",
            "Not verified Nothing was found at or above the threshold (error), but 1 of 1 case could not be verified.",
        ),
        ("could not run", "error", "Could not run 1 of 1 case ended without a verdict."),
    ],
    ids=["safe", "broken", "not-verified", "could-not-run"],
)
def test_four_outcomes_are_told_in_words(verdict, outcome, says):
    """Not by colour alone, and in the title of the tab too."""
    told = pages.contract(verdict=verdict, cases=[pages.case("static", outcome)])

    words = _words(text(pages.report([told], [])))

    assert says in words
    assert re.match(rf". {verdict} · gc-contracts", words)


def test_an_empty_run_is_not_called_safe():
    """Nothing seen is nothing verified."""
    assert "Not verified Nothing was run, so nothing is known." in _words(text(report(Summary())))


def test_what_our_own_summary_gives_becomes_a_page():
    """And a report without the optional members, as an older version wrote it."""
    data = report(summarise(RESULTS, SUBJECTS))
    older = {name: data[name] for name in ("version", "totals", "contracts", "findings")}
    older["contracts"] = [{k: v for k, v in one.items() if k != "verdict"} for one in data["contracts"]]

    assert _words(text(data)) == _words(text(older))
    assert "$input.userld is not in the input contract" in _words(text(data))


@pytest.mark.parametrize("make", [pages.full, pages.hostile], ids=["full", "hostile"])
def test_the_tree_is_ours_whatever_the_texts_are(make):
    """Every tag is closed in its place, none is foreign, and nothing listens for events."""
    tree = Tree(text(make()))
    counts = Counter(tag for tag, _ in tree.tags)

    assert tree.wrong == []
    assert set(counts) <= set(MINE.split())
    assert (counts["script"], counts["style"], counts["form"]) == (1, 1, 1)
    assert [
        name for _, attributes in tree.tags for name in attributes if name.startswith(("on", "style", "src"))
    ] == []


@pytest.mark.parametrize("make", [pages.full, pages.hostile], ids=["full", "hostile"])
def test_links_stay_on_the_page_and_lead_somewhere(make):
    """Each id is there once; the only other address is the icon, which is in the page."""
    tree = Tree(text(make()))
    ids, links = tree.values("id"), tree.values("href")

    assert len(ids) == len(set(ids))
    assert [link for link in links if not link.startswith("#")] == [
        next(x for x in links if x.startswith("data:image/svg+xml,"))
    ]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)


@pytest.mark.parametrize("letter", ["\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\ud800"], ids=ascii)
def test_nothing_hides_or_turns_letters_round(letter):
    """It is shown by its number, so that two different names never look the same."""
    page = text(pages.hostile())

    assert letter not in page
    assert letter.encode("unicode_escape").decode() in page


def test_hostile_texts_are_words_to_read():
    """What would run elsewhere stands there as it is."""
    words = _words(text(pages.hostile()))

    for hostile in (
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "{{7*7}} {% raw %} {# #}",
    ):
        assert hostile in words
    assert "49" not in words.replace("499", "")


def test_only_our_script_and_our_style_are_obeyed():
    """The policy names them by their digests; all else is refused."""
    page = text(pages.hostile())
    policy = next(
        a["content"] for tag, a in Tree(page).tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    digests = [
        b64encode(sha256(re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1].encode()).digest()).decode()
        for tag in ("style", "script")
    ]

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_a_long_text_is_cut_and_says_by_how_much():
    """A message of 100,000 letters is no use to anybody."""
    page = text(pages.report([pages.contract()], [pages.finding(message="x" * 100_000)]))

    assert "… and 98,800 more characters" in page
    assert len(page) < 40_000


def test_a_thousand_contracts_with_twenty_findings_each_still_open():
    """The worst in full, then a line each, and the rest is counted."""
    data = pages.large(1_000, 20)

    page = text(data)
    tree = Tree(page)
    kinds = Counter((tag, a.get("class")) for tag, a in tree.tags if "finding" in (a.get("class") or ""))
    full = sum(count for (tag, _), count in kinds.items() if tag == "details")
    brief = sum(count for (tag, _), count in kinds.items() if tag == "p")
    assert len(page) < 10_000_000
    assert {kind for tag, kind in kinds if tag == "details"} == {"finding error"}
    assert full > 1_000
    assert brief > 5_000
    assert f"This page has the worst {full + brief:,} of 20,000 findings" in " ".join(tree.words)


def test_more_does_not_make_the_page_larger():
    """What is beyond the limits is only counted."""
    page = text(pages.large(2_300, 10))

    assert len(page) < 10_000_000
    assert "… and 300 more contracts: a report in JSON has them all." in page


def test_what_is_left_out_of_a_list_is_told():
    """Of changes, files and survivors as of findings."""
    change = {"side": "record", "pointer": "/a", "says": "it is new", "effect": ""}
    told = pages.contract(changes=[change] * 300)
    data = pages.report([told], [], unknown=[f"contracts/{n}.json" for n in range(201)])

    words = _words(text(data))
    assert "… and 100 more changes: a report in JSON has them all." in words
    assert "… and 1 more files" in words
