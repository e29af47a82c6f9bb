"""The report as SARIF 2.1.0, for code scanning: one run, a rule for each check that found something.

What GitHub's code scanning asks beyond the standard is kept too: each result has a file, each rule a
description and a help text, and no more results are written than it takes.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from gc_contracts._json import Json
from gc_contracts.report.sarif_result import ADVICE, result, rule, shortened, where

MOST = 25_000
"""Results a run may have; code scanning refuses a file with more. Source: documented: SARIF support."""
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": ("error", "could not be run"), "skipped": ("warning", "not verified")}


def text(data: Mapping[str, Any]) -> str:
    """Write the report as a SARIF log."""
    return json.dumps(log(data), ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def log(data: Mapping[str, Any]) -> dict[str, Json]:
    """Give the log as data: findings worst first, then those that are waived, as far as there is room."""
    found = [*data["findings"], *data.get("waived", ())]
    shown, rules = found[:MOST], _rules(data, found)
    index = {one["id"]: number for number, one in enumerate(rules)}
    run: dict[str, Json] = {
        "tool": {"driver": _driver(data) | {"rules": rules}},
        "invocations": [_invocation(data, len(found) - len(shown))],
        "columnKind": "unicodeCodePoints",
        "results": [result(data, one, index[one["check"]]) for one in shown],
        "properties": {name: data[name] for name in ("verdict", "fail_on", "baseline") if name in data},
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _driver(data: Mapping[str, Any]) -> dict[str, Json]:
    tool = data.get("tool", {})
    return {"name": tool.get("name", "gc-contracts")} | ({"version": tool["version"]} if tool else {})


def _rules(data: Mapping[str, Any], found: list[Mapping[str, Any]]) -> list[dict[str, Json]]:
    """Give the checks that found something; one that nobody described is as severe as its worst finding."""
    plain = {one["check"]: {"severity": one["severity"], "says": ""} for one in reversed(found)}
    told = plain | data.get("checks", {})
    return [rule(check, told[check]["severity"], told[check]["says"]) for check in sorted(plain)]


def _invocation(data: Mapping[str, Any], left_out: int) -> dict[str, Json]:
    """Say whether everything could be run, and what was not looked at."""
    outcomes = {case["outcome"] for contract in data["contracts"] for case in contract["cases"]}
    successful = "error" not in outcomes and data["verdict"] != "could not run"
    notices = [*_left_out(left_out), *_unlooked(data)]
    told: dict[str, Json] = {"toolExecutionNotifications": notices} if notices else {}
    return {"executionSuccessful": successful} | told


def _left_out(count: int) -> Iterator[Json]:
    if count:
        text = f"{count:,} findings, the least of all, are left out: code scanning takes {MOST:,}. {ADVICE}"
        yield _notice("warning", text)


def _unlooked(data: Mapping[str, Any]) -> Iterator[Json]:
    for contract in data["contracts"]:
        for case in contract["cases"]:
            if case["outcome"] in _LEVELS:
                level, words = _LEVELS[case["outcome"]]
                text = f"{words}: {case['kind']}: {case.get('reason') or 'for no reason that was given'}"
                yield _notice(level, text, where(data, {"file": contract["source"]}))
    for file in data.get("unknown", ()):
        yield _notice("note", "of unknown shape, not tested", where(data, {"file": file}))


def _notice(level: str, text: str, place: Json = None) -> dict[str, Json]:
    said: dict[str, Json] = {"level": level, "message": {"text": shortened(text)}}
    return said | ({"locations": [place]} if place else {})
