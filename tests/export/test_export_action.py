"""Actions, however a team keeps them."""

from copy import deepcopy

import pytest

from gc_contracts._json import remove, replace
from gc_contracts.export import Fault, recognise
from gc_contracts.export.action import read_action
from gc_contracts.model.action import Part, RequestConfig, ResponseConfig
from subject_files import API, CX, EXPORT, INPUT, OUTPUT


def read(data):
    return read_action(data, recognise(data), "stem")


def messages(data):
    return [(fault.pointer, fault.message, fault.fatal) for fault in read(data).faults]


def test_an_export_is_read_with_the_place_of_each_text():
    """Every template, path and default knows its pointer."""
    action = read(EXPORT).subject

    request, response = "/config/request", "/config/response"
    assert action.request == RequestConfig(
        "POST",
        Part("https://api.example.com/users/${input.userId}", f"{request}/requestUrlTemplate"),
        {"Accept": Part("application/json", f"{request}/headers/Accept")},
        Part('{"id": "${input.userId}"}', f"{request}/requestTemplate"),
    )
    assert action.response == ResponseConfig(
        {"name": Part("$.name", f"{response}/translationMap/name")},
        {"name": Part('"nobody"', f"{response}/translationMapDefaults/name")},
        Part('{"name": ${name}}', f"{response}/successTemplate"),
    )


def test_an_exports_contract_is_two_schemas():
    """Input and output are schemas of product `action`, with their place in the file."""
    action = read(EXPORT).subject

    sides = [(side.document, side.pointer, side.product) for side in (action.input, action.output)]

    assert sides == [
        (INPUT, "/contract/input/inputSchema", "action"),
        (OUTPUT, "/contract/output/successSchema", "action"),
    ]


def test_an_action_of_the_api_is_read():
    """The same content, and the timeout."""
    reading = read(API)

    action = reading.subject
    assert (action.form, action.timeout, action.secure, action.category) == ("api", 7.0, True, "Web")
    assert reading.faults == ()


def test_cx_as_code_is_unescaped_and_keeps_its_offsets():
    """`$${` is `${`, and an offset in the template leads to the right character of the file."""
    url = read(CX).subject.request.url

    assert url.text == "https://api.example.com/users/${input.userId}?n=${input.userId}"
    first, second = url.text.index("${"), url.text.rindex("${")
    written = CX["config_request"]["request_url_template"]
    assert [written[url.offset(at) :][:3] for at in (first, second)] == ["${i", "${i"]
    assert written[url.offset(len(url.text) - 1)] == "}"


def test_cx_as_code_takes_contracts_as_text_and_as_objects():
    """`jsonencode` leaves a text; its schema stands at that text."""
    reading = read(CX)

    action = reading.subject
    assert (action.form, action.timeout, reading.faults) == ("cx-as-code", 20.0, ())
    assert (action.input.document, action.input.pointer) == (INPUT, "/contract_input")
    assert (action.output.document, action.output.pointer) == (OUTPUT, "/contract_output")


def test_blocks_of_terraform_may_be_lists_of_one():
    """Terraform writes a single block either way."""
    data = CX | {"config_request": [CX["config_request"]]}

    action = read(data).subject

    assert action.request.url.pointer == "/config_request/0/request_url_template"


def test_a_custom_auth_resource_needs_no_contract():
    """It is updated in place on an integration, which has the contract."""
    body = {"name": "auth", "config_request": CX["config_request"]}

    reading = read({"resource": {"genesyscloud_integration_custom_auth_action": {"auth": body}}})

    assert (reading.subject.action_type, reading.faults) == ("customAuth", ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            EXPORT | {"integrationType": "function-data-actions", "config": {"request": {}, "response": {}}},
            id="export",
        ),
        pytest.param(
            {"name": "f", "contract_input": {}, "contract_output": {}, "function_config": {"handler": "a.b"}},
            id="cx",
        ),
    ],
)
def test_a_function_has_no_url(data):
    """A function action's URL is read-only and not in the file; its body is its event."""
    reading = read(data)

    action = reading.subject
    assert (action.request.url, action.sends_body, reading.faults) == (None, True, ())


def test_a_null_schema_declares_nothing():
    """Exports of OAuth helper actions have null schemas; they are sound."""
    data = replace(
        replace(EXPORT, "/contract/input/inputSchema", None), "/contract/output/successSchema", None
    )

    reading = read(data)

    assert (reading.subject.input.document, reading.subject.output.document, reading.faults) == ({}, {}, ())


def test_a_template_that_is_only_an_address_is_reported():
    """The API gives addresses of templates; the text must be fetched."""
    data = deepcopy(API)
    data["config"]["request"]["requestTemplateUri"] = "/x/requesttemplate.vm"
    data["config"]["response"]["successTemplateUri"] = "/x/successtemplate.vm"
    del data["config"]["request"]["requestTemplate"], data["config"]["response"]["successTemplate"]

    reading = read(data)

    assert reading.subject is not None
    assert reading.faults == (
        Fault(
            "/config/request/requestTemplateUri",
            "`requestTemplate` is missing: the file holds only `requestTemplateUri`, the address of its text",
            "fetch that address and put the text here as `requestTemplate`, or export the action in the UI",
        ),
        Fault(
            "/config/response/successTemplateUri",
            "`successTemplate` is missing: the file holds only `successTemplateUri`, the address of its text",
            "fetch that address and put the text here as `successTemplate`, or export the action in the UI",
        ),
    )


@pytest.mark.parametrize(
    ("pointer", "fault"),
    [
        pytest.param(
            "/config",
            ("", "`config` is missing: an action needs its request and response configuration", True),
            id="config",
        ),
        pytest.param(
            "/contract",
            ("", "`contract` is missing: an action needs its input and output schemas", True),
            id="contract",
        ),
        pytest.param(
            "/contract/input/inputSchema",
            ("/contract/input", "`inputSchema` is missing", True),
            id="inputSchema",
        ),
        pytest.param(
            "/contract/output", ("/contract/output", "`successSchema` is missing", True), id="output"
        ),
        pytest.param(
            "/config/request/requestType", ("/config/request", "`requestType` is missing", False), id="method"
        ),
        pytest.param(
            "/config/request/requestUrlTemplate",
            ("/config/request", "`requestUrlTemplate` is missing", False),
            id="url",
        ),
    ],
)
def test_a_missing_member_is_named(pointer, fault):
    """What is missing, where, and whether anything is left to verify."""
    assert messages(remove(EXPORT, pointer)) == [fault]


@pytest.mark.parametrize(
    ("pointer", "value", "message"),
    [
        ("/config/request/headers", ["a"], "`headers` is a list where it must be an object"),
        ("/config/request/headers/Accept", 1, "`Accept` is a number where it must be text"),
        ("/config/request/requestType", 5, "`requestType` is a number where it must be text"),
        ("/config/request/requestTemplate", {}, "`requestTemplate` is an object where it must be text"),
        ("/config/response/translationMap", "x", "`translationMap` is text where it must be an object"),
        (
            "/config/response/translationMapDefaults/name",
            0,
            '`name` is a number where it must be text that holds JSON, here "0"',
        ),
        ("/config/response/successTemplate", [], "`successTemplate` is a list where it must be text"),
        ("/name", 5, "`name` is a number where it must be text"),
        ("/secure", 1, "`secure` is a number where it must be true or false"),
        ("/config/request", [], "`request` is a list where it must be an object"),
    ],
)
def test_a_value_of_the_wrong_type_is_reported_and_the_rest_is_read(pointer, value, message):
    """One wrong value does not make the action unusable."""
    reading = read(replace(EXPORT, pointer, value))

    assert (pointer, message) in [(fault.pointer, fault.message) for fault in reading.faults]
    assert reading.subject is not None


@pytest.mark.parametrize(
    ("pointer", "value"),
    [("/config", []), ("/contract", "x"), ("/contract/input", 1), ("/contract/output/successSchema", [1])],
)
def test_without_its_halves_nothing_is_left(pointer, value):
    """A config or a schema of the wrong type leaves nothing to verify."""
    reading = read(replace(EXPORT, pointer, value))

    assert (reading.subject, reading.faults[0].pointer) == (None, pointer)


@pytest.mark.parametrize(
    "seconds", [0, 61, "10", True, 10**400], ids=["zero", "long", "text", "true", "huge"]
)
def test_a_timeout_outside_one_to_sixty_seconds_is_reported(seconds):
    """The platform takes 1 to 60; the usual 60 is used instead."""
    reading = read(EXPORT | {"config": {**EXPORT["config"], "timeoutSeconds": seconds}})

    assert reading.faults == (
        Fault("/config/timeoutSeconds", "`timeoutSeconds` must be a number of seconds from 1 to 60"),
    )
    assert reading.subject.timeout == 60.0


def test_a_schema_under_another_name_is_read_and_reported():
    """`outputSchema` is a mistake people make; its content is what they meant."""
    data = replace(EXPORT, "/contract/output", {"outputSchema": OUTPUT})

    reading = read(data)

    assert [fault.hint for fault in reading.faults] == ["rename it to `successSchema`"]
    assert reading.subject.output.document == OUTPUT


def test_a_flattened_contract_is_refused():
    """Flattening loses the nesting, so nothing can be verified with it."""
    data = replace(API, "/contract/input", {"inputSchemaFlattened": {"schema": INPUT, "arrayProperties": []}})

    reading = read(data)

    assert (reading.subject, [fault.hint for fault in reading.faults]) == (
        None,
        ["fetch the action without `flatten=true`"],
    )


@pytest.mark.parametrize(
    ("key", "value", "start"),
    [
        ("contract_input", "{not json", "`contract_input` is text that holds no JSON"),
        ("contract_output", 7, "`contract_output` is a number where it must be an object"),
        ("contract_output", "[1]", "`contract_output` is a list where it must be an object"),
        ("contract_input", None, ""),
        ("contract_input", "null", ""),
    ],
)
def test_a_contract_of_cx_as_code_that_is_none_is_reported(key, value, start):
    """Text must hold a JSON Schema; null declares nothing."""
    reading = read(CX | {key: value})

    assert [fault.message[: len(start)] for fault in reading.faults] == ([start] if start else [])
    assert (reading.subject is None) == bool(start)


@pytest.mark.parametrize("key", ["config_request", "contract_input", "contract_output"])
def test_half_a_resource_is_reported(key):
    """Each half of a CX as Code action is needed."""
    reading = read({name: value for name, value in CX.items() if name != key})

    assert reading.subject is None
    assert reading.faults[0].message.startswith(f"`{key}` is missing")
