"""Plans for actions: the cases of each item."""

import re
from dataclasses import replace

import pytest

from gc_contracts.action.execute import Executor
from gc_contracts.action.flatten import flatten
from gc_contracts.derive.actions import plan
from gc_contracts.model.case import CaseKind
from gc_contracts.model.contract import ActionExample, Expectations
from gc_contracts.model.finding import Evidence
from gc_contracts.model.interaction import Fault, Response
from gc_contracts.settings import Settings
from gc_contracts.transport.respond import answer
from gc_contracts.vary.implied import _schema_of
from little import little_action, little_contract

DERIVED = (CaseKind.REQUEST, CaseKind.RESPONSE, CaseKind.FAULT)
JSON = (("content-type", "application/json"),)
GIVEN = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "tone": {"type": "string", "enum": ["warm", "cold"]},
        "count": {"type": "integer", "minimum": 0},
        "loud": {"type": "boolean"},
    },
    "required": ["id"],
}
OUTPUT = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "age": {"type": "integer"},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}
PATHS = {"name": "$.user.name", "age": "$.user.age", "tags": "$.tags[*].v"}
SUCCESS = '{"name": ${name}, "age": ${age}, "tags": ${tags}}'


def find_user(**changes):
    """An action with inputs of every kind, and values of three types."""
    return little_action(
        **{
            "given": GIVEN,
            "output": OUTPUT,
            "paths": PATHS,
            "success": SUCCESS,
            "defaults": {"age": "0"},
            **changes,
        }
    )


def derived(action, kind, expectations=None):
    """The plan of one item."""
    return plan(little_contract(action, expectations), kind, Settings())


def by_id(cases):
    """Cases by their id, which must be unique."""
    found = {case.id: case for case in cases}
    assert len(found) == len(cases)
    return found


@pytest.mark.parametrize("kind", DERIVED)
def test_a_plan_is_the_same_every_time(kind):
    """Every worker derives the same cases in the same order, with ids fit for a command line."""
    first, second = derived(find_user(), kind), derived(find_user(), kind)

    assert first == second
    assert all(re.fullmatch(r"[a-z0-9./_-]+", case.id) for case in first.cases)
    assert by_id(first.cases)


RESPONSE_SIDE = (CaseKind.RESPONSE, CaseKind.FAULT)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        pytest.param(kind, changes, id=f"{kind}-{'-'.join(changes)}")
        for kinds_, changes in (
            (RESPONSE_SIDE, {"paths": {"a": "$.sp ace"}}),
            (RESPONSE_SIDE, {"success": "#if(true)"}),
            (RESPONSE_SIDE, {"output": {"type": 5}}),
            ((CaseKind.REQUEST,), {"given": {"type": "x"}}),
        )
        for kind in kinds_
    ],
)
def test_a_side_whose_definition_is_broken_has_no_cases(kind, changes):
    """Static checks tell about it; running it would only say the same again."""
    found = derived(find_user(**changes), kind)

    assert found.cases == ()
    assert found.skip.startswith("the definition is broken: ")


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        pytest.param(kind, changes, id=f"{kind}-{'-'.join(changes)}")
        for kinds_, changes in (
            (RESPONSE_SIDE, {"url": "#if(true)"}),
            (RESPONSE_SIDE, {"given": {"type": "x"}}),
            ((CaseKind.REQUEST,), {"paths": {"a": "$.sp ace"}}),
            ((CaseKind.REQUEST,), {"success": "#if(true)"}),
            ((CaseKind.REQUEST,), {"output": {"type": 5}}),
        )
        for kind in kinds_
    ],
)
def test_a_broken_side_does_not_hide_the_other(kind, changes):
    """What stops every run would else hide what is wrong beyond it."""
    found = derived(find_user(**changes), kind)

    assert (bool(found.cases), found.skip) == (True, "")


def test_an_input_that_cannot_be_flat_has_no_cases():
    """Where the input schema wants an object inside, no run can begin."""
    nested = {"properties": {"a": {"type": "object"}}, "required": ["a"]}

    found = derived(find_user(given=nested), CaseKind.REQUEST)

    assert (found.cases, found.skip) == ((), "no flat input was found that the input schema allows")


def test_the_plan_tells_what_it_learnt():
    """The benign input, the response the action needs and the types the action contract wants."""
    assert dict(derived(find_user(), CaseKind.FAULT).facts) == {
        "input": {"id": "aaaa", "tone": "warm", "count": 13, "loud": True},
        "response": {"user": {"name": "text", "age": 1}, "tags": [{"v": "text"}]},
        "types": {"name": "string", "age": "integer", "tags": "string"},
    }


def test_every_derived_input_is_allowed():
    """A request case proves something only if the contract allows its input."""
    executor = Executor(find_user())

    runs = [
        executor.run(case.input, answer(case.reply)) for case in derived(find_user(), CaseKind.REQUEST).cases
    ]

    assert {run.failure for run in runs} == {None}


def test_a_text_meets_every_hostile_piece_inside_and_alone():
    """The benign text is kept around the piece, so that a reader sees where it went."""
    cases = by_id(derived(find_user(), CaseKind.REQUEST).cases)

    assert cases["base"].input == {"id": "aaaa", "tone": "warm", "count": 13, "loud": True}
    assert cases["all-optional-absent"].input == {"id": "aaaa"}
    assert {
        id_: case.value for id_, case in cases.items() if case.about == "id" and "alone" not in id_ and "long" not in id_
    } == {
        "id/empty": "",
        "id/quote": 'aa"aa',
        "id/apostrophe": "aa'aa",
        "id/backslash": "aa\\aa",
        "id/newline": "aa\naa",
        "id/crlf": "aa\r\naa",
        "id/tab": "aa\taa",
        "id/ampersand": "aa&aa",
        "id/equals": "aa=aa",
        "id/plus": "aa+aa",
        "id/hash": "aa#aa",
        "id/percent": "aa%aa",
        "id/encoded-slash": "aa%2Faa",
        "id/question-mark": "aa?aa",
        "id/slash": "aa/aa",
        "id/dot-dot": "aa..aa",
        "id/space": "aa aa",
        "id/semicolon": "aa;aa",
        "id/comma": "aa,aa",
        "id/less-than": "aa<aa",
        "id/open-brace": "aa{aa",
        "id/close-brace": "aa}aa",
        "id/dollar": "aa$aa",
        "id/directive": "aa#ifaa",
        "id/reference": "aa${x}aa",
        "id/accent": "aaéaa",
        "id/emoji": "aa😀aa",
        "id/control": "aa\x01aa",
    }  # fmt: skip
    assert (cases["id/quote-alone"].value, len(cases["id/long"].value)) == ('"', 5000)
    assert all(case.evidence is Evidence.CONTRACT for case in cases.values())


def test_other_types_meet_their_own_edges():
    """Enums give their members, numbers their edges within the contract, booleans both values."""
    cases = by_id(derived(find_user(), CaseKind.REQUEST).cases)
    found = {
        (case.about, case.variation): case.value for case in cases.values() if case.about not in {"", "id"}
    }

    assert found == {
        ("tone", "absent"): None,
        ("tone", "null"): None,
        ("tone", "enum 1"): "warm",
        ("tone", "enum 2"): "cold",
        ("count", "absent"): None,
        ("count", "null"): None,
        ("count", "zero"): 0,
        ("count", "over-int"): 2**31,
        ("count", "over-double"): 2**53 + 1,
        ("count", "over-long"): 2**63,
        ("loud", "absent"): None,
        ("loud", "null"): None,
        ("loud", "true"): True,
        ("loud", "false"): False,
    }


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        pytest.param({"type": "string", "pattern": "^[a-z]+$"}, set(), id="nothing-dangerous"),
        pytest.param({"type": "string", "pattern": "^[a-z]+/[a-z]+$"}, {"slash"}, id="one-slash"),
        pytest.param({"type": "string", "maxLength": 1}, {"quote alone", "slash alone"}, id="one-character"),
        pytest.param(
            {"type": "string", "minLength": 4, "maxLength": 4}, {"quote", "slash"}, id="four-characters"
        ),
    ],
)
def test_only_what_the_contract_allows_is_tried(schema, values):
    """A pattern or a length that keeps a character out makes escaping it unnecessary."""
    action = little_action(given={"properties": {"a": schema}})

    found = {case.variation for case in derived(action, CaseKind.REQUEST).cases if case.about == "a"}

    assert found & {"quote", "slash", "quote alone", "slash alone"} == values


def test_a_response_is_changed_one_leaf_at_a_time():
    """Each mapped leaf is absent, null, empty and of another type; lists are empty, longer, turned round."""
    cases = by_id(derived(find_user(), CaseKind.RESPONSE).cases)

    assert {id_: (case.reply.body.decode(), case.evidence.value) for id_, case in cases.items()} == {
        "normal": ('{"user":{"name":"text","age":1},"tags":[{"v":"text"}]}', "likely"),
        "empty-body-200": ("", "http"),
        "empty-body-204": ("", "http"),
        "name/absent": ('{"user":{"age":1},"tags":[{"v":"text"}]}', "likely"),
        "name/null": ('{"user":{"name":null,"age":1},"tags":[{"v":"text"}]}', "speculation"),
        "name/empty": ('{"user":{"name":"","age":1},"tags":[{"v":"text"}]}', "speculation"),
        "name/other-type": ('{"user":{"name":7,"age":1},"tags":[{"v":"text"}]}', "speculation"),
        "age/absent": ('{"user":{"name":"text"},"tags":[{"v":"text"}]}', "likely"),
        "age/null": ('{"user":{"name":"text","age":null},"tags":[{"v":"text"}]}', "speculation"),
        "age/other-type": ('{"user":{"name":"text","age":"text"},"tags":[{"v":"text"}]}', "speculation"),
        "tags/absent": ('{"user":{"name":"text","age":1},"tags":[{}]}', "likely"),
        "tags/null": ('{"user":{"name":"text","age":1},"tags":[{"v":null}]}', "speculation"),
        "tags/empty": ('{"user":{"name":"text","age":1},"tags":[{"v":""}]}', "speculation"),
        "tags/other-type": ('{"user":{"name":"text","age":1},"tags":[{"v":7}]}', "speculation"),
        "tags/no-hits": ('{"user":{"name":"text","age":1},"tags":[]}', "likely"),
        "tags/several-hits": (
            '{"user":{"name":"text","age":1},"tags":[{"v":"text"},{"v":"text"}]}',
            "likely",
        ),
        "extra-fields": (
            '{"user":{"name":"text","age":1,"x-extra":"text"},"tags":[{"v":"text","x-extra":"text"}],"x-extra":"text"}',
            "speculation",
        ),
        "all-absent": ('{"user":{},"tags":[{}]}', "likely"),
    }


def test_a_raw_response_is_what_the_success_schema_wants():
    """Under `${rawResult}` the response is the output: full, minimal, and changed leaf by leaf."""
    output = {**OUTPUT, "required": ["name"]}
    cases = by_id(derived(little_action(output=output), CaseKind.RESPONSE).cases)

    assert cases["normal"].reply == Response(200, JSON, b'{"name":"text","age":1,"tags":["text"]}')
    assert cases["minimal"].reply == Response(200, JSON, b'{"name":"text"}')
    assert {(case.about, case.evidence) for case in cases.values() if case.variation == "absent"} == {
        ("/name", Evidence.SPECULATION),
        ("/age", Evidence.SPECULATION),
        ("/tags/0", Evidence.SPECULATION),
    }


@pytest.mark.parametrize(
    ("path", "success", "schema", "response"),
    [
        pytest.param("$.x", '{"o": ${a}}', {"type": "integer"}, {"x": 1}, id="number"),
        pytest.param("$.x", '{"o": "$esc.jsonString(${a})"}', {"type": "string"}, {"x": "text"}, id="escaped"),
        pytest.param("$.x", '{"o": "no ${a}"}', {"type": "string"}, {"x": "text"}, id="inside-a-text"),
        pytest.param("$.x", '{"o": $math.add($a, 1)}', {"type": "integer"}, {"x": 1}, id="computed"),
        pytest.param(
            "$.x[*].y",
            '{"o": ${successTemplateUtils.firstFromArray("${a}")}}',
            {"type": "boolean"},
            {"x": [{"y": True}]},
            id="first-of-hits",
        ),
        pytest.param(
            "$.x",
            '{"o": ${successTemplateUtils.firstFromArray(${a})}}',
            {"type": "integer"},
            {"x": [1]},
            id="first-of-a-list",
        ),
        pytest.param(
            "$.x",
            '{"o": ${a}}',
            {"type": "array", "items": {"properties": {"n": {"type": "integer"}}}},
            {"x": [{"n": 1}]},
            id="list-of-objects",
        ),
        pytest.param("$.x[?(@.id == 'q')].n", '{"o": ${a}}', {"type": "array"}, {"x": [{"n": "text", "id": "q"}]}, id="filter"),
        pytest.param("$.x", '{"o": ${rawResult}}', {"properties": {"x": {"type": "boolean"}}}, {"x": True}, id="raw-inside"),
    ],
)  # fmt: skip
def test_the_response_follows_from_paths_and_the_action_contract(path, success, schema, response):
    """A mapped value's place in the output tells the type that a service must answer."""
    output = {"type": "object", "properties": {"o": schema}}
    action = little_action(paths={"a": path}, success=success, output=output)

    assert dict(derived(action, CaseKind.RESPONSE).facts)["response"] == response


def test_a_default_tells_the_type_of_what_lands_nowhere():
    """A key that only a condition reads has the type of its default."""
    action = little_action(paths={"a": "$.a"}, defaults={"a": "0"}, success="#if($a == 7)1#{else}2#end")

    assert dict(derived(action, CaseKind.RESPONSE).facts)["types"] == {"a": "integer"}


def test_a_constant_is_left_to_its_default():
    """`$.NULL` with a default is the idiom for a constant: no response is expected to fill it."""
    action = little_action(paths={"a": "$.NULL", "b": "$.b"}, defaults={"a": "1"}, success="[$a, $b]")

    assert dict(derived(action, CaseKind.RESPONSE).facts)["response"] == {"b": "text"}


def test_declared_responses_are_grown():
    """A response that a person wrote down is a case, and a seed for more, with its own input."""
    run = ActionExample(
        {"id": "9"}, {"status": 200, "json": {"user": {"name": "Ann"}}}, pointer="/examples/0"
    )
    cases = by_id(derived(find_user(), CaseKind.RESPONSE, Expectations(runs=(run,))).cases)
    found = {id_: case for id_, case in cases.items() if id_.startswith("declared-1/")}

    assert set(found) == {
        "declared-1/as-declared",
        "declared-1/name/absent",
        "declared-1/name/null",
        "declared-1/name/empty",
        "declared-1/name/other-type",
        "declared-1/extra-fields",
        "declared-1/all-absent",
    }
    assert found["declared-1/as-declared"].evidence is Evidence.DECLARED
    assert {case.input["id"] for case in found.values()} == {"9"}


@pytest.mark.parametrize(
    ("respond", "response"),
    [
        pytest.param({"status": 500, "json": {"user": {}}}, Response(500, JSON, b'{"user":{}}'), id="no-success"),
        pytest.param({"text": "<html>"}, Response(200, (("content-type", "text/plain; charset=utf-8"),), b"<html>"), id="text"),
        pytest.param(
            {"json": None, "headers": {"Content-Type": "a/b"}}, Response(200, (("Content-Type", "a/b"),), b"null"), id="null"
        ),
    ],
)  # fmt: skip
def test_what_is_no_json_success_is_not_grown(respond, response):
    """Such a declared response is one case, as it was written down."""
    run = ActionExample({"id": "9"}, respond, pointer="/examples/0")
    cases = by_id(derived(find_user(), CaseKind.RESPONSE, Expectations(runs=(run,))).cases)

    assert {id_: case.reply for id_, case in cases.items() if id_.startswith("declared-1/")} == {
        "declared-1/as-declared": response
    }


def test_a_declared_run_without_a_response_grows_nothing():
    """What comes from a cassette is left to replay."""
    run = ActionExample({"id": "9"}, cassette="found")

    assert derived(find_user(), CaseKind.RESPONSE, Expectations(runs=(run,))) == derived(
        find_user(), CaseKind.RESPONSE
    )


def test_lists_of_a_response_are_turned_round():
    """Hits in another order are as likely as more or none of them."""
    run = ActionExample({"id": "9"}, {"json": {"tags": [{"v": "a"}, {"v": "b"}]}})
    cases = by_id(derived(find_user(), CaseKind.RESPONSE, Expectations(runs=(run,))).cases)

    assert cases["declared-1/tags/other-order"].reply.body == b'{"tags":[{"v":"b"},{"v":"a"}]}'


def test_a_pattern_gives_the_long_text_and_the_hostile_ones():
    """Where the benign text cannot hold a piece, a text built for the pattern may."""
    action = little_action(given={"properties": {"a": {"type": "string", "pattern": "^(x|/y)$"}}})

    values = {
        case.variation: case.value for case in derived(action, CaseKind.REQUEST).cases if case.about == "a"
    }

    assert values == {"absent": None, "null": None, "slash": "/y", "long": "/y"}


def test_broken_actions_have_no_examples_without_a_response():
    """A declared run that needs the implied response waits until the definition is mended."""
    runs = Expectations(runs=(ActionExample({}),))

    assert derived(find_user(paths={"a": "$.sp ace"}), CaseKind.EXAMPLES, runs).skip.startswith(
        "the definition is broken"
    )
    assert derived(find_user(), CaseKind.STATIC).cases == ()


def test_faults_are_what_any_service_gives():
    """Time-outs, broken connections, statuses, and bodies that are not the JSON one hopes for."""
    cases = by_id(derived(find_user(), CaseKind.FAULT).cases)

    assert [id_ for id_, case in cases.items() if isinstance(case.reply, Fault)] == [
        "timeout",
        "refused",
        "reset",
    ]
    assert {case.reply.status for case in cases.values() if isinstance(case.reply, Response)} == {
        200, 204, 301, 302, 400, 401, 403, 404, 429, 500, 503,
    }  # fmt: skip
    assert {
        id_: case.reply.body
        for id_, case in cases.items()
        if id_ in {"truncated", "json-null", "empty-array"}
    } == {
        "truncated": b'{"user":{"name":"text","age',
        "json-null": b"null",
        "empty-array": b"[]",
    }
    assert len(cases["large-body"].reply.body) > 2_000_000
    assert {case.evidence for case in cases.values()} == {Evidence.HTTP}


def test_examples_say_what_is_expected():
    """Declared runs become cases; one that names a cassette is left to replay."""
    runs = (
        ActionExample({"id": "1"}, {"json": {}}, output=None, has_output=True, pointer="/examples/0"),
        ActionExample({"id": "2"}, {"status": 404, "text": "no"}, outcome="failure", step="Execute", pointer="/examples/1"),
        ActionExample({"id": "3"}, pointer="/examples/2"),
        ActionExample({"id": "4"}, cassette="found", pointer="/examples/3"),
    )  # fmt: skip

    found = derived(find_user(), CaseKind.EXAMPLES, Expectations(runs=runs))

    assert [(case.id, case.expected, case.declared) for case in found.cases] == [
        ("example-1", {"output": None}, "/examples/0"),
        ("example-2", {"outcome": "failure", "step": "Execute"}, "/examples/1"),
        ("example-3", {}, "/examples/2"),
    ]
    assert found.cases[1].reply == Response(404, (("content-type", "text/plain; charset=utf-8"),), b"no")
    assert found.cases[2].reply == Response(
        200, JSON, b'{"user":{"name":"text","age":1},"tags":[{"v":"text"}]}'
    )
    assert found.notes == ("not verified: /examples/3: no cassette 'found' is there to replay",)


def test_a_plan_grows_with_the_inputs_only():
    """At most 65 cases an input: variations are never combined."""
    properties = {f"in{number}": {"type": "string"} for number in range(10)}
    action = find_user(given={"type": "object", "properties": properties})

    assert len(derived(action, CaseKind.REQUEST).cases) <= 65 * 10


def test_names_that_look_alike_keep_their_ids_apart():
    """Two inputs whose names differ in case or signs only do not share an id."""
    properties = {name: {"type": "boolean"} for name in ("Id", "id", "é", "ü")}
    action = replace(find_user(), input=replace(find_user().input, document={"properties": properties}))

    assert by_id(derived(action, CaseKind.REQUEST).cases)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        pytest.param({"type": "string", "minLength": 6, "maxLength": 7}, "texttex", id="lengths"),
        pytest.param({"type": "string", "format": "date"}, "2024-01-31", id="format"),
        pytest.param({"type": "string", "format": "date", "pattern": "^2024"}, "2024-01-31", id="format-and-pattern"),
        pytest.param({"type": "string", "pattern": "^[0-9]{3}$"}, "000", id="pattern"),
        pytest.param({"type": ["null", "integer"], "minimum": 5}, 5, id="least"),
        pytest.param({"type": "integer", "minimum": 5, "exclusiveMinimum": True}, 6, id="more-than"),
        pytest.param({"type": "number", "multipleOf": 4}, 4, id="multiple"),
        pytest.param({"enum": [None, "", "a"]}, "a", id="enum"),
        pytest.param({"$ref": "#/definitions/n"}, 1, id="reference"),
        pytest.param({"allOf": [{"type": "object"}, {"properties": {"a": {"type": "boolean"}}}]}, {"a": True}, id="all-of"),
        pytest.param({"anyOf": [{"type": "boolean"}, {"type": "string"}]}, True, id="any-of"),
        pytest.param({"type": "array", "items": [{"type": "integer"}, {"type": "string"}]}, [1, "text"], id="tuple"),
        pytest.param({"not": {"properties": {"a": {}}, "required": ["a"]}, "type": "object"}, {}, id="nothing"),
    ],
)  # fmt: skip
def test_a_raw_response_is_plain(schema, value):
    """What the success schema wants is made of the plainest values that it allows."""
    output = {**schema, "definitions": {"n": {"type": "integer"}}}

    facts = dict(derived(little_action(output=output), CaseKind.RESPONSE).facts)

    assert facts["response"] == value


def test_a_rule_about_several_members_is_met():
    """Where a tidy guess breaks a rule, a record is searched for."""
    output = {
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        "maxProperties": 1,
        "minProperties": 1,
    }

    response = dict(derived(little_action(output=output), CaseKind.RESPONSE).facts)["response"]

    assert len(response) == 1


@pytest.mark.parametrize(
    ("paths", "response"),
    [
        pytest.param(
            {"a": "$.l[?(@.text)].text", "b": "$.l[?(@.text)].use"},
            {"l": [{"text": "text", "use": "text"}]},
            id="one-filter-for-two",
        ),
        pytest.param({"a": "$.x", "b": "$.x"}, {"x": "text"}, id="the-same-twice"),
        pytest.param({"a": "$.x.y", "b": "$.z[1]"}, {"x": {"y": "text"}, "z": [None, "text"]}, id="apart"),
    ],
)
def test_one_response_fills_every_path(paths, response):
    """All paths find something in the one response that comes back."""
    action = little_action(paths=paths, success='{"a": ${a}, "b": ${b}}')

    found = derived(action, CaseKind.RESPONSE)
    run = Executor(action).run({}, answer(by_id(found.cases)["normal"].reply))

    assert dict(found.facts)["response"] == response
    assert (run.failure, run.unresolved) == (None, ())


def test_an_output_type_may_be_a_list():
    """`["string", "null"]` is what a nullable value is declared as; an element of a list is wanted there."""
    nullable = {"type": ["string", "null"]}

    assert _schema_of("/a/0", {"properties": {"a": nullable}}) == nullable
    assert flatten({"a": None}, {"properties": {"a": nullable}}) == {"a": None}
