"""Reports to make views of: one that says all there is, one that is hostile, one that is too large, one of real files."""

from dataclasses import replace
from functools import cache
from typing import Any

from gc_contracts.model.case import CaseKind
from gc_contracts.model.finding import Finding, Severity
from gc_contracts.model.mutation import Broken, Mutation
from gc_contracts.model.result import Changed, Outcome, Result, Waived
from gc_contracts.pipeline import verify
from gc_contracts.report.about import About, CheckText
from gc_contracts.report.json import report
from gc_contracts.report.summary import Subject, summarise
from gc_contracts.settings import Settings
from gc_contracts.source import Source
from sample_results import ID, OTHER, RESULTS, SUBJECTS, UNDEFINED, UNUSED
from shared import SHARED

WAIVED = Waived(
    replace(UNUSED, check="mapping/missing-default", place="/x"),
    "the flow asks for it | always",
    "@flows",
    "2026-12-31",
    Source("contracts/waivers.yaml", 3, 5),
)
CHANGES = (
    Changed("input", "/userId", "`userId` is now required", "narrows"),
    Changed("output", "/name", "`name` is new", "widens"),
)
SAYS = {
    "template/undefined-variable": CheckText(Severity.ERROR, "A template uses a variable that is not there."),
    "template/unused-input": CheckText(Severity.WARNING, "An input that no template uses."),
    "mapping/missing-default": CheckText(Severity.WARNING, "A mapping has no default."),
}
MUTATION = Mutation(9, (Broken(Source(OTHER, 4, 2, "/a"), "maxLength dropped", "none of 9 records"),))
FULL = (
    *RESULTS[1:],
    replace(RESULTS[0], waived=(WAIVED,)),
    Result(ID, CaseKind.COMPAT, Outcome.PASSED, changes=CHANGES),
    Result(OTHER, CaseKind.MUTATE, Outcome.PASSED, mutation=MUTATION),
    Result("contracts/broken.json", CaseKind.STATIC, Outcome.ERROR, reason="could not run: a check broke"),
)


def rerun(result: Result, finding: Finding) -> str:
    """Write a command, as the plug-in does."""
    return f"pytest --gc-contracts {result.contract}::{result.kind} --gc-select {finding.check}"


ABOUT = About(rerun=rerun, checks=SAYS, baseline=("contracts/baseline",), version="1.2.3")


def full(**about: Any) -> dict[str, Any]:
    """Give a report in which every member has something to say."""
    return report(summarise(FULL, SUBJECTS, ["contracts/odd.json"]), replace(ABOUT, **about))


def of(*results: Result) -> dict[str, Any]:
    """Give the report of these results."""
    return report(summarise(results, SUBJECTS), ABOUT)


def told(text: str) -> dict[str, Any]:
    """Give a report that holds a text wherever a person's file can put one."""
    source = Source(f"contracts/{text}.json", 3, 7, f"/{text}")
    found = Finding(
        "demo/hostile", Severity.ERROR, source.file, f"says {text}", source, text,
        {text: {text: [text]}}, text, (f"    3 | {text}", "         ^"), (f"ok   1. {text}",),
    )  # fmt: skip
    waived = Waived(replace(found, place="/w"), text, text, text, source)
    results = (
        Result(source.file, CaseKind.STATIC, Outcome.FAILED, (found,), waived=(waived,)),
        Result(source.file, CaseKind.HANDLER, Outcome.SKIPPED, reason=text),
        Result(source.file, CaseKind.FUZZ, Outcome.ERROR, reason=text),
        Result(
            source.file, CaseKind.COMPAT, Outcome.PASSED, changes=(Changed("record", text, text, "both"),)
        ),
    )
    about = replace(ABOUT, baseline=(text,), checks={"demo/hostile": CheckText(Severity.ERROR, text)})
    return report(summarise(results, [Subject(source.file, text, "action", text)], [text]), about)


def many(contracts: int, each: int, message: str = "the title says error") -> dict[str, Any]:
    """Give a report of many contracts, with as many errors and warnings each."""
    results = []
    for number in range(contracts):
        file = f"contracts/{number:04}.json"
        found = tuple(
            replace(
                UNDEFINED,
                severity=(Severity.ERROR, Severity.WARNING)[place % 2],
                contract=file,
                message=message,
                source=Source(file, place + 1, 1, f"/{place}"),
                place=f"/{place}",
            )
            for place in range(each)
        )
        results.append(Result(file, CaseKind.STATIC, Outcome.FAILED, found))
    return of(*results)


@cache
def real() -> dict[str, Any]:
    """Give the report of some of the real exports beside the project."""
    assert SHARED is not None
    files = sorted((SHARED / "corpus" / "data-actions").rglob("*.json"))
    return report(verify(files[::3], Settings(examples=2)), ABOUT)


HOSTILE = {
    "html": "</details></script><script>alert(1)</script><img src=x onerror=alert(1)>",
    "comment": "<!-- a --> <![CDATA[ b ]]> <?php c ?> --> ]]>",
    "markdown": "# a **b** _c_ ~~d~~ [e](javascript:alert(1)) ![f](https://example.com/x.png) | g | \\| h",
    "fences": "``` ```` `````` ~~~~~~ ` `` \n```\nout\n```\n~~~\n",
    "lines": "a\r\n\r\n# b\n- c\n> d\n| e | f |\n|---|---|\n    g\n\n---\n1. h\n===",
    "people": "@octocat @github/team #1 GH-2 octo/repo#3 https://example.com www.example.com a@example.com :tada:",
    "entities": "&lt;b&gt; &amp; &#60; &copy;",
    "control": "\x00\x01\x08\x0b\x1b[31m\x7f\x85\u2028\u2029",
    "surrogates": "\ud800 \udfff \ud83d",
    "directions": "\u202eabc\u202c \u2066d\u2069 \u200b\ufeff",
    "commands": "::error::x\n::set-output name=a::b\n##[group]c %0A%25 , : ;",
    "braces": "{0} ${input.x} {{7*7}} $!{y}",
    "mathematics": "$`a`$ $$b$$ $c$",
    "percent": "a b%20c?d#e:f",
}
"""Texts that some reader would obey."""
