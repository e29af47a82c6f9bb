"""CX as Code in each shape that Terraform gives it: configuration, states and plans, expressions, escapes."""

import json
from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gc_contracts._json import replace
from gc_contracts.export import recognise_all
from gc_contracts.export.action import read_action
from gc_contracts.export.terraform_text import STAND_IN, read
from gc_contracts.model.action import Part, Unknown
from gc_contracts.model.finding import Severity
from subject_files import CX, INPUT

ACTION = "genesyscloud_integration_action"
AUTH = "genesyscloud_integration_custom_auth_action"
AT = f"/resource/{ACTION}/a"


def resource(**members):
    """Wrap one action in a configuration, some members changed."""
    return {"resource": {ACTION: {"a": {**deepcopy(CX), **members}}}}


def reading(data):
    """Read the only subject of a file."""
    (shape,) = recognise_all(data)
    return read_action(data, shape, "stem")


def test_resources_are_told_apart_in_the_order_of_the_file():
    """By name; by type too where two share one; tables of data are among them, other providers are not."""
    data = {
        "resource": [
            {AUTH: {"a": {}}, "aws_lambda_function": {"x": {}}},
            {ACTION: [{"a": [{}], "b c": {}}], "genesyscloud_architect_datatable": {"t": {}}},
        ]
    }

    shapes = recognise_all(data)

    assert [(shape.item, shape.label, shape.form) for shape in shapes] == [
        ("integration_custom_auth_action.a", "a", "cx-as-code"),
        ("integration_action.a", "a", "cx-as-code"),
        ("b_c", "b c", "cx-as-code"),
        ("t", "t", "datatable"),
    ]
    assert shapes[1].pointer == f"/resource/1/{ACTION}/0/a/0"


def state(key="values", **values):
    """Give what `terraform show -json` prints for one action in a module."""
    body = json.loads(json.dumps(CX).replace("$${", "${"))
    body |= {"config_request": [body["config_request"]], "function_config": [], "config_timeout_seconds": 0}
    one = {"address": f'module.m.{ACTION}.a["k"]', "type": ACTION, "name": "a", "index": "k"}
    found = {"mode": "managed", "values": {**body, **values}}
    data = {"mode": "data", "type": ACTION, "name": "d", "values": body}
    root = {"resources": [data], "child_modules": [{"address": "module.m", "resources": [{**one, **found}]}]}
    return {"format_version": "1.0", key: {"root_module": root}}


@pytest.mark.parametrize("key", ["values", "planned_values"])
def test_a_state_holds_values_and_no_escapes(key):
    """Its templates stand there as the platform gets them; unset settings are 0 or an empty list."""
    found = reading(state(key))

    action = found.subject
    assert action.request.url.text == "https://api.example.com/users/${input.userId}?n=${input.userId}"
    assert (action.timeout, action.function, action.unknown, found.faults) == (60.0, None, (), ())


def test_a_resource_of_many_is_called_by_its_address():
    """Neither brackets nor quotes may stand in an item id."""
    (shape,) = recognise_all(state())

    assert shape.item == f"module.m.{ACTION}.a_k"


@pytest.mark.parametrize(
    ("written", "text", "whole"),
    [
        ("a $${input.x} %%{ b", "a ${input.x} %{ b", False),
        ("https://${var.host}/x", "https://1/x", False),
        ("${var.base}/x", "/x", False),
        ("${var.scheme}://h/x", "https://h/x", False),
        ('${lookup(var.m, "}")}-$${x}', "1-${x}", False),
        ('{"n": ${local.map["a"].b}}', '{"n": 1}', False),
        ("${genesyscloud_routing_queue.q.id}", "1", True),
        ("%{ if var.a }x%{ else }y%{ endif }", "1x1y1", True),
        ('${templatefile("x.vm", { a = 1 })}', "1", True),
        ("${count}${data}${path}", "${count}${data}${path}", False),
        ("$!{input.x} $esc.url(${input.y})", "$!{input.x} $esc.url(${input.y})", False),
        ("${var.open", "1", True),
    ],
)
def test_text_is_read_as_terraform_and_then_the_template_see_it(written, text, whole):
    """A plain text stands for what Terraform fills in; what no Terraform knows belongs to the template."""
    found = read(Part(written, "/p"))

    assert (found.part.text, found.whole) == (text, whole)


PIECES = st.sampled_from(["$${", "%%{", "${var.h}", "${input.x}", "}", "$", "%", "{", '"', "a", "/", "\\"])


@given(st.lists(PIECES, max_size=12).map("".join))
def test_every_character_that_stays_leads_to_itself(written):
    """Offsets survive whatever was taken out before."""
    part = read(Part(written, "/p")).part

    places = [part.offset(at) for at in range(len(part.text))]
    assert places == sorted(set(places))
    assert all(
        written[place] == letter or letter == STAND_IN
        for place, letter in zip(places, part.text, strict=True)
    )


def test_what_terraform_fills_in_is_listed():
    """A piece of a text, a whole one, an object, a contract."""
    request = CX["config_request"] | {
        "request_url_template": "https://${var.host}/$${input.userId}",
        "headers": "${var.headers}",
    }
    data = resource(config_request=request, contract_output='${file("o.json")}', name="${var.name}")

    found = reading(data)

    action = found.subject
    assert (action.name, action.output.document, found.faults) == ("a", True, ())
    assert set(action.unknown) == {
        Unknown(f"{AT}/config_request/request_url_template", "${var.host}"),
        Unknown(f"{AT}/config_request/headers", "${var.headers}", whole=True),
        Unknown(f"{AT}/contract_output", '${file("o.json")}', whole=True),
    }


def test_a_contract_inside_jsonencode_is_read():
    """Terraform takes JSON's objects for its own."""
    action = reading(resource(contract_input=f"${{jsonencode({json.dumps(INPUT)})}}")).subject

    assert (action.input.document, action.unknown) == (INPUT, ())


@pytest.mark.parametrize(("written", "seconds"), [("20", 20.0), ("${var.t}", 60.0), (7, 7.0)])
def test_a_timeout_may_be_text_as_terraform_converts_it(written, seconds):
    """A text of digits is a number to Terraform; what it fills in is not known."""
    found = reading(resource(config_timeout_seconds=written))

    assert (found.subject.timeout, found.faults) == (seconds, ())


def test_a_reference_without_its_escape_is_an_error_in_a_configuration():
    """Terraform stops there: it knows no `input`. A state, and a bare body, hold it as it is."""
    url = CX["config_request"] | {"request_url_template": "https://e.com/${input.userId}"}

    found = reading(resource(config_request=url))

    assert [(fault.pointer, fault.hint) for fault in found.faults] == [
        (
            f"{AT}/config_request/request_url_template",
            "write `$${input.userId}`: Terraform then leaves it to the template",
        )
    ]
    assert reading(CX | {"config_request": url}).faults == ()


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ({"handler": "src/index.handler", "runtime": "nodejs20.x", "timeout_seconds": 15}, None),
        ({"timeout_seconds": 16}, Severity.ERROR),
        ({"timeoutSeconds": 0.5}, Severity.ERROR),
        ({"handler": "handler"}, Severity.ERROR),
        ({"handler": "${var.h}", "runtime": "${var.r}", "timeout_seconds": "${var.t}"}, None),
        ({"runtime": "python3.9"}, Severity.NOTE),
    ],
)
def test_settings_of_a_function_are_held_to_what_documents_say(settings, severity):
    """1 to 15 seconds, a method of a module; that no other runtime is offered is a conclusion."""
    found = reading(resource(function_config=settings))

    assert [fault.severity for fault in found.faults] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        (
            {
                "resource": {
                    AUTH: {"a": {"config_request": CX["config_request"], "config_timeout_seconds": 5}}
                }
            },
            f"/resource/{AUTH}/a/config_timeout_seconds",
        ),
        (
            {
                "actionType": "customAuth",
                "config": {
                    "request": {"requestUrlTemplate": "https://e", "requestType": "POST"},
                    "timeoutSeconds": 5,
                },
                "contract": {"input": {"inputSchema": None}, "output": {"successSchema": None}},
            },
            "/config/timeoutSeconds",
        ),
    ],
    ids=["resource", "export"],
)
def test_a_login_takes_no_timeout(data, pointer):
    """The platform refuses the setting on customAuth actions."""
    found = reading(data)

    assert [(fault.check, fault.pointer) for fault in found.faults] == [("contract/refused-setting", pointer)]


def test_an_empty_block_is_a_missing_one():
    """A state lists blocks, and lists none where there is none."""
    found = reading(
        replace(state(), "/values/root_module/child_modules/0/resources/0/values/config_request", [])
    )

    assert (found.subject, found.faults[0].message.partition(":")[0]) == (None, "`config_request` is missing")
