"""What surprises people about Data Actions, one row each: what goes in, and how the run ends."""

import pytest

from gc_contracts.action.execute import execute
from gc_contracts.model.execution import Cause
from gc_contracts.transport.respond import respond
from little import little_action

TEXT = {"type": "string"}
INTEGER = {"type": "integer"}


def holding(schema):
    """An object schema whose member `o` is of this kind."""
    return {"type": "object", "properties": {"o": schema}, "required": ["o"]}


@pytest.mark.parametrize(
    ("path", "default", "success", "response", "output"),
    [
        pytest.param("$.x", None, '{"o": ${a}}', {"x": "hi"}, {"o": "hi"}, id="a-value-brings-its-quotes"),
        pytest.param("$.x", '""', '{"o": ${a}}', {}, {"o": ""}, id="default-used"),
        pytest.param("$.l[?(@.id=='q')].n", "7", '{"o": ${a}}', {"l": []}, {"o": []}, id="no-hit-is-a-value"),
        pytest.param(
            "$.l[?(@.id=='q')][0].n", "7", '{"o": ${a}}', {"l": [{"id": "q", "n": 1}]}, {"o": []}, id="index-of-a-hit"
        ),
        pytest.param("$.missing[*]", "7", '{"o": ${a}}', {}, {"o": 7}, id="star-of-nothing-is-unresolved"),
        pytest.param("$..missing", "7", '{"o": ${a}}', {}, {"o": []}, id="scan-always-resolves"),
        pytest.param("$.a.b", "7", '{"o": ${a}}', {"a.b": 1}, {"o": 7}, id="a-dot-in-a-name"),
        pytest.param("$.Build-Version", None, '{"o": ${a}}', {"Build-Version": 1}, {"o": 1}, id="hyphen-in-a-path"),
        pytest.param("$.n.length()", None, '{"o": ${a}}', {"n": [1, 2, 5]}, {"o": 3}, id="length-of-a-list"),
        pytest.param("$.n.max()", None, '{"o": ${a}}', {"n": [1, 2, 5]}, {"o": 5.0}, id="max-is-a-double"),
        pytest.param("$.s.length()", None, '{"o": ${a}}', {"s": "text"}, {"o": None}, id="length-of-a-text"),
        pytest.param("$.id", "7", '{"o": ${a}}', [{"id": 1}], {"o": 7}, id="root-is-a-list"),
        pytest.param("$.[0].id", None, '{"o": ${a}}', [{"id": 1}], {"o": 1}, id="dot-before-an-index"),
        pytest.param("$[*].a", None, '{"o": ${a}}', [{"a": 1}, {"b": 2}], {"o": [1]}, id="lists-lose-alignment"),
        pytest.param("$.o['x','y']", None, '{"o": ${a}}', {"o": {"x": 1, "y": 2, "z": 3}}, {"o": {"x": 1, "y": 2}}, id="key-union"),
        pytest.param("$.x", None, '{"o": "US$5"}', {"x": 1}, {"o": "US$5"}, id="a-dollar-that-is-none"),
        pytest.param("$.x", None, '{"o": $a.5}', {"x": 1}, {"o": 1.5}, id="a-dot-that-is-text"),
        pytest.param("$.x", None, '{"o": #if($a == 3)1#{else}2#end}', {"x": 3}, {"o": 1}, id="text-equals-number"),
        pytest.param("$.x", None, '{"o": ${a}} ## a note', {"x": 1}, {"o": 1}, id="a-comment"),
        pytest.param(
            "$.l[*].n",
            None,
            '{"o": ${successTemplateUtils.firstFromArray("${a}", "$esc.quote$esc.quote")}}',
            {"l": []},
            {"o": ""},
            id="first-of-nothing",
        ),
        pytest.param(
            "$.l[*].n",
            None,
            '{"o": ${successTemplateUtils.firstFromArray(${a})}}',
            {"l": [{"n": "x"}, {"n": "y"}]},
            {"o": "x"},
            id="first-of-two",
        ),
    ],
)  # fmt: skip
def test_a_response_is_translated(path, default, success, response, output):
    """Paths, defaults and templates work together as on the platform."""
    defaults = {} if default is None else {"a": default}

    execution = execute(
        little_action(paths={"a": path}, defaults=defaults, success=success), {}, respond(json=response)
    )

    assert (execution.failure, execution.output) == (None, output)


@pytest.mark.parametrize(
    ("path", "default", "success", "response", "schema", "cause"),
    [
        pytest.param("$.x", None, '{"o": "${a}"}', {"x": "hi"}, TEXT, Cause.OUTPUT_JSON, id="quotes-twice"),
        pytest.param("$.x", None, '{"o": ${a}}', {}, TEXT, Cause.VELOCITY, id="no-default"),
        pytest.param("$.x", "0", '{"o": ${a}}', {"x": None}, INTEGER, Cause.OUTPUT_SCHEMA, id="null-is-a-value"),
        pytest.param("$.x", "none", '{"o": ${a}}', {}, TEXT, Cause.OUTPUT_JSON, id="default-without-quotes"),
        pytest.param(
            "$.l[?(@.id=='q')].n",
            None,
            '{"o": ${a}}',
            {"l": [{"id": "q", "n": "x"}]},
            TEXT,
            Cause.OUTPUT_SCHEMA,
            id="a-list-of-one",
        ),
        pytest.param("$.n.max()", None, '{"o": ${a}}', {"n": [1]}, INTEGER, Cause.OUTPUT_SCHEMA, id="max-is-no-integer"),
        pytest.param("$.x", None, '{"o": $!{b}}', {"x": 1}, TEXT, Cause.VELOCITY, id="quiet-is-not-unknown"),
        pytest.param("$.x", None, '{"o": "$a.y"}', {"x": 1}, TEXT, Cause.VELOCITY, id="a-dot-that-is-no-text"),
        pytest.param("$.x", None, '{"o": ${a},#if(false)"b": 1#end}', {"x": "y"}, TEXT, Cause.OUTPUT_JSON, id="comma"),
        pytest.param("$.l.max()", None, "{}", {"l": ["a"]}, TEXT, Cause.JSONPATH, id="no-number-at-all"),
    ],
)  # fmt: skip
def test_a_translation_fails(path, default, success, response, schema, cause):
    """Each of these reads well and does not work."""
    defaults = {} if default is None else {"a": default}
    action = little_action(paths={"a": path}, defaults=defaults, success=success, output=holding(schema))

    assert execute(action, {}, respond(json=response)).failure.cause is cause


def test_an_unset_variable_is_worded_as_on_the_platform():
    """The message of the test page: the engine's own sentence inside the platform's."""
    action = little_action(paths={"a": "$.x"}, success='{"o": ${a}}')

    failure = execute(action, {}, respond(json={})).failure

    assert failure.message == (
        "Transform failed to process result using 'successTemplate' template due to error:"
        "'Variable $a has not been set at successTemplate[line 1, column 7]'\n"
        " Template:'{\"o\": ${a}}'."
    )
    assert (failure.part, failure.line, failure.column) == ("successTemplate", 1, 7)
    assert (failure.code, failure.status, failure.error_code) == ("bad.request", 400, "ACTION.PROCESSING")


@pytest.mark.parametrize(
    ("given", "body", "sent"),
    [
        pytest.param({"o": 1}, '"$!{input.opt}"', '""', id="quiet-and-absent"),
        pytest.param({"o": 1}, '{"n": $!{input.num}}', '{"n": }', id="an-absent-number-leaves-a-hole"),
        pytest.param({"x": 'a"b'}, '{"n":"${input.x}"}', '{"n":"a"b"}', id="nothing-is-escaped"),
        pytest.param({"x": 'a"b'}, '{"n":"$esc.jsonEncode(${input.x})"}', '{"n":"a\\"b"}', id="escaped-by-hand"),
        pytest.param({"opt": ""}, "#if($input.opt)1#{else}2#end", "1", id="an-empty-text-is-true"),
        pytest.param({"opt": ""}, '#if("$!{input.opt}" != "")1#{else}2#end', "2", id="the-usual-guard"),
        pytest.param({"p": "+1 23"}, "$esc.url(${input.p})", "%2B1+23", id="form-encoding"),
        pytest.param({"order-id": "7"}, "${input.order-id}", "7", id="hyphen-in-a-name"),
        pytest.param({"n": 5, "f": 2.5, "b": True}, "${input.n} ${input.f} ${input.b}", "5 2.5 true", id="scalars"),
        pytest.param({}, "a#[[ $x ]]#", "a $x ", id="raw-text"),
    ],
)  # fmt: skip
def test_a_body_is_resolved(given, body, sent):
    """What leaves for the service, for inputs that look harmless."""
    assert execute(little_action(body=body), given, respond()).request.body == sent


def test_an_ampersand_cuts_a_query():
    """The URL is not escaped for anybody."""
    action = little_action(url="https://example.com/?p=${input.p}", method="GET")

    assert execute(action, {"p": "a&b"}, respond()).request.url == "https://example.com/?p=a&b"


@pytest.mark.parametrize(
    ("schema", "given", "ok"),
    [
        pytest.param({"properties": {"n": INTEGER}}, {"n": "5"}, False, id="no-coercion"),
        pytest.param({"properties": {"n": INTEGER}}, {"n": 5.0}, False, id="draft-04-knows-no-5.0"),
        pytest.param({"required": ["x"]}, {"x": None}, False, id="null-is-absent"),
        pytest.param({"properties": {}, "additionalProperties": False}, {"x": "1"}, False, id="closed"),
        pytest.param({"additionalProperties": True}, {"x": "1"}, True, id="open"),
        pytest.param({"properties": {"x": TEXT}}, {"x": None}, True, id="null-of-an-optional"),
    ],
)
def test_an_input_is_judged(schema, given, ok):
    """Nulls go first, then the input schema rules without mercy."""
    assert execute(little_action(given=schema), given, respond()).ok is ok
