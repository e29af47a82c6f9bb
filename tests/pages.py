"""Reports to make pages of: one with all there is, one that is hostile, and some that are too large."""

from typing import Any

from gc_contracts._json import Json

FILE = "contracts/actions/find-user/Find-User.custom.json"
SCHEMA = "contracts/schemas/ticket/ticket.json"
GONE = "contracts/actions/old/Old.custom.json"
QUIET = "contracts/schemas/agent/agent.json"
STEPS = (
    "ok   1. Validate request body contains simple json (key-value pairs)",
    "ok   5. Resolve request URL template: /api/v2/users//",
    "FAIL 10. Apply output transformation: no JSON",
)


def source(file: str = FILE, line: int = 0, column: int = 0, pointer: str = "") -> dict[str, Json]:
    """Give a place."""
    return {"file": file, "line": line, "column": column, "pointer": pointer}


def finding(number: int = 1, contract: str = FILE, severity: str = "error", **more: Any) -> dict[str, Any]:
    """Give a finding that has only what each has."""
    return {
        "check": "request/injection",
        "severity": severity,
        "contract": contract,
        "message": "input `userId` is not carried as data in the URL",
        "source": source(contract, 7, 31, "/config/request/requestUrlTemplate"),
        "reproduce": {"input": {"userId": "/"}},
        "fingerprint": f"{number:016x}",
    } | more


def contract(file: str = FILE, kind: str = "action", verdict: str = "broken", **more: Any) -> dict[str, Any]:
    """Give a contract with one case."""
    name = file.rpartition("/")[2].partition(".")[0].replace("-", " ")
    case = {"id": f"{file}::static", "kind": "static", "outcome": "passed", "examples": 0, "seconds": 0.0012}
    return {
        "name": name,
        "kind": kind,
        "dialect": "export" if kind == "action" else "datatable",
        "source": file,
        "verdict": verdict,
        "cases": [case],
    } | more


def case(
    kind: str, outcome: str = "passed", examples: int = 0, file: str = FILE, **more: Any
) -> dict[str, Any]:
    """Give a case."""
    return {
        "id": f"{file}::{kind}",
        "kind": kind,
        "outcome": outcome,
        "examples": examples,
        "seconds": 0.25,
    } | more


def report(contracts: list[dict[str, Any]], findings: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Give a report."""
    cases = [each for one in contracts for each in one["cases"]]
    counts = {name: sum(one["severity"] == name for one in findings) for name in ("error", "warning", "note")}
    totals = {"contracts": len(contracts), "cases": len(cases), "examples": 480, "findings": counts}
    verdicts = {one["verdict"] for one in contracts}
    order = ("broken", "could not run", "not verified", "safe")
    verdict = next((each for each in order if each in verdicts), "not verified")
    return {
        "version": 1,
        "verdict": verdict,
        "fail_on": "error",
        "totals": totals,
        "contracts": contracts,
        "findings": findings,
    } | more


def full() -> dict[str, Any]:
    """Give a report in which everything that a report may say is said."""
    reply = {"status": 200, "text": '{"id": null}', "headers": {"Content-Type": "application/json"}}
    worst = finding(
        place="/config/request/requestUrlTemplate#userId",
        seen_by=["request"],
        excerpt=['    7 |       "requestUrlTemplate": "/api/v2/users/${input.userId}",', " " * 50 + "^"],
        hint="Write $esc.uriEncode(${input.userId}), or narrow the input.",
        steps=list(STEPS),
        rerun=f"pytest --gc-contracts {FILE}::request --gc-select request/injection",
        reproduce={"input": {"userId": "/"}, "respond": reply},
    )
    mapped = "/config/response/translationMap/name"
    likely = finding(
        2,
        severity="warning",
        check="mapping/missing-default",
        message="`name` has no default: without $.name the flow goes to Failure",
        source=source(FILE, 19, 9, mapped),
        place=mapped,
        seen_by=["response", "examples"],
    )
    notes = [
        finding(
            10 + n,
            SCHEMA,
            "note",
            check="schema/pattern-unanchored",
            message="the pattern may match in the middle",
            source=source(SCHEMA, 3, 4, "/properties/email/pattern"),
            place=f"/{n}",
            reproduce={},
            seen_by=["static"],
        )
        for n in range(5)
    ]
    compat = finding(
        3,
        SCHEMA,
        check="compat/narrowed",
        message="records that were taken are refused: `priority` may not be `none` any more",
        source=source(SCHEMA, 8, 10, "/properties/priority/enum"),
        place="/properties/priority/enum",
        reproduce={"record": {"id": "T-1", "priority": "none"}},
        seen_by=["compat", "boundary"],
    )
    waived = finding(
        4,
        check="template/unused-input",
        severity="warning",
        message="input `pages` is declared, and no template uses it",
        waiver={
            "reason": "the next version of the flow uses it",
            "owner": "team flows",
            "until": "2026-12-31",
            "source": source("contracts/waivers.yaml", 12, 5, "/3"),
        },
    )
    return report(
        [
            contract(
                cases=[
                    case("static"),
                    case(
                        "request",
                        "failed",
                        180,
                        covered=[
                            {"rule": "", "what": "base", "cases": 2},
                            *({"rule": "input userId", "what": f"way {n}", "cases": 1} for n in range(55)),
                        ],
                    ),
                    case(
                        "response",
                        "passed",
                        52,
                        covered=[
                            {"rule": "response name", "what": "absent", "cases": 3},
                            {"rule": "reply", "what": "empty body", "cases": 2},
                        ],
                    ),
                    case("handler", "skipped", reason="not verified: there is no Node.js here"),
                ],
                changes=[
                    {
                        "side": "input",
                        "pointer": "/userId",
                        "says": "`userId` is now required",
                        "effect": "narrows",
                    },
                    {"side": "output", "pointer": "/name", "says": "`name` is new", "effect": "widens"},
                    {
                        "side": "request",
                        "pointer": "url",
                        "says": "the URL ends in another segment",
                        "effect": "",
                    },
                ],
            ),
            contract(
                SCHEMA,
                "schema",
                cases=[
                    case("static", file=SCHEMA),
                    case(
                        "boundary",
                        "failed",
                        240,
                        SCHEMA,
                        unverified=['the two engines disagree on `{"a": 1e400}`'],
                        covered=[
                            {"rule": "", "what": "a valid record", "cases": 4},
                            {"rule": "/properties/email/pattern", "what": "pattern", "cases": 38},
                            {
                                "rule": "/properties/email/minLength",
                                "what": "minLength",
                                "cases": 0,
                                "why": "implied by pattern at /properties/email/pattern",
                            },
                            {"rule": "/properties/priority/enum", "what": "enum", "cases": 6},
                            {
                                "rule": "/properties/when/format",
                                "what": "format",
                                "cases": 0,
                                "why": "no record was found that breaks it alone",
                            },
                        ],
                    ),
                    case(
                        "fuzz",
                        "passed",
                        200,
                        SCHEMA,
                        covered=[
                            {"rule": "", "what": "a valid record", "cases": 100},
                            {"rule": "/properties/email/pattern", "what": "pattern", "cases": 70},
                        ],
                    ),
                    case(
                        "mutate",
                        "passed",
                        0,
                        SCHEMA,
                        mutation={
                            "score": 98.0,
                            "killed": 49,
                            "equivalent": [],
                            "survivors": [
                                {
                                    "source": source(SCHEMA, 9, 21, "/properties/title/maxLength"),
                                    "change": "maxLength 80 → 81",
                                    "reason": "no case of the suite tells; this record would: {…}",
                                    "witness": {"title": "x" * 81},
                                }
                            ],
                        },
                    ),
                ],
                changes=[
                    {
                        "side": "record",
                        "pointer": "/priority",
                        "says": "`none` is refused",
                        "effect": "narrows",
                    }
                ],
            ),
            contract(
                GONE,
                verdict="could not run",
                cases=[case("request", "error", file=GONE, reason="check demo/x broke: LookupError: gone")],
            ),
            contract(QUIET, "schema", "safe"),
        ],
        [worst, compat, likely, *notes],
        tool={"name": "gc-contracts", "version": "0.1.0"},
        baseline=["main"],
        checks={
            "request/injection": {"severity": "error", "says": "An input changes the structure of the URL."}
        },
        waived=[waived],
        mutation={"score": 98.0, "killed": 49, "equivalent": 0, "survivors": 1},
        unknown=["contracts/odd.json"],
    )


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "{{7*7}} {% raw %} {# #}",
    '" onmouseover=alert(3) x="',
    "'><svg onload=alert(4)>",
    "\u202eright to left\u2066 \u200b",
    "<!-- <style>*{display:none}</style> ]]>",
    "javascript:alert(5)",
    "\x00\x1b[31m\ud800",
    "&lt;b&gt; &amp;",
    "x" * 100_000,
    "`" * 31 + "`a`",
    "مرحبا שלום",
)


def hostile() -> dict[str, Any]:
    """Give a report whose every text would rather be something else."""
    contracts, findings = [], []
    for number, text in enumerate(HOSTILE, 1):
        file = f"contracts/{text}.json"
        place = source(file, 1, 1, f"/{text}")
        contracts.append(
            contract(
                file,
                "schema" if number % 2 else "action",
                name=text,
                dialect=text,
                cases=[
                    case(
                        "boundary",
                        "skipped",
                        3,
                        file,
                        reason=text,
                        unverified=[text],
                        covered=[
                            {"rule": f"/{text}", "what": text, "cases": 1},
                            {"rule": f"input {text}", "what": "", "cases": 0, "why": text},
                        ],
                        mutation={
                            "score": 0.0,
                            "killed": 0,
                            "equivalent": [],
                            "survivors": [
                                {"source": place, "change": text, "reason": text, "witness": {text: text}}
                            ],
                        },
                    )
                ],
                changes=[{"side": "record", "pointer": text, "says": text, "effect": "both"}],
            )
        )
        findings.append(
            finding(
                number,
                file,
                message=text,
                source=place,
                place=f"/{text}",
                excerpt=[f"    1 | {text}", "        ^"],
                hint=text,
                steps=[f"FAIL {text}"],
                rerun=f"pytest {text}",
                seen_by=["boundary"],
                reproduce={text: text, "respond": {"status": 200, "text": text, "headers": {text: text}}},
            )
        )
    entry = {"reason": HOSTILE[0], "owner": HOSTILE[1], "until": HOSTILE[3], "source": source(HOSTILE[4])}
    return report(
        contracts,
        findings,
        tool={"name": "gc-contracts", "version": HOSTILE[1]},
        baseline=list(HOSTILE),
        checks={"request/injection": {"severity": "error", "says": HOSTILE[1]}},
        waived=[finding(100, waiver=entry)],
        unknown=list(HOSTILE),
    )


def large(
    contracts: int, each: int, message: str = "input `userId` is not carried as data"
) -> dict[str, Any]:
    """Give a report of many contracts with some findings each, as heavy as usual ones."""
    reply = {
        "status": 200,
        "text": '{"name": "text", "id": "0"}' * 8,
        "headers": {"Content-Type": "application/json"},
    }
    steps = [f"ok   {number}. Validate request body contains simple json" for number in range(1, 12)]
    every, found = [], []
    for number in range(contracts):
        file = f"contracts/actions/a{number:05}/A{number:05}.custom.json"
        covered = [
            {"rule": f"input i{place}", "what": f"way {way}", "cases": 1}
            for place in range(6)
            for way in range(20)
        ]
        every.append(
            contract(
                file, cases=[case("static", file=file), case("request", "failed", 120, file, covered=covered)]
            )
        )
        found += [
            finding(
                number * each + place,
                file,
                ("error", "warning", "note")[place % 3],
                message=f"{message} ({place})",
                place=f"/config/request/requestUrlTemplate#i{place % 6}",
                seen_by=["request"],
                excerpt=['    7 |   "requestUrlTemplate": "/api/v2/users/${input.userId}",', " " * 40 + "^"],
                hint="Write $esc.uriEncode(${input.userId}), or narrow the input by an anchored pattern or an enum.",
                steps=steps,
                rerun=f"pytest --gc-contracts {file}::request --gc-select request/injection",
                reproduce={"input": {"userId": "/"}, "respond": reply},
            )
            for place in range(each)
        ]
    found.sort(key=lambda one: ("error", "warning", "note").index(one["severity"]))
    return report(every, found)
