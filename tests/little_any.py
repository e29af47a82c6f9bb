"""Strategies for actions, inputs and replies of any kind, most of them broken in some way."""

import json

from hypothesis import strategies as st

from gc_contracts.model.interaction import Fault, Response
from little import little_action

PIECES = (
    "${input.a}", "$!{input.b}", "${a}", "$b", "$!{rawResult}", "${rawResult}", "#if($a)", '#if("$!{input.a}" != "")',
    "#else", "#{else}", "#end", "#set($x = 1)", "$x", "#foreach($i in [1..3])", "$i", "$esc.jsonString(${a})",
    '${successTemplateUtils.firstFromArray(${a}, "0")}', "$math.add($a, 1)", '$encoding.base64("${input.a}")',
    "$a.substring(9)", "${credentials.k}", "${authResponse.t}", "${input.rawRequest}", "#[[", "]]#", "##", "#*", "*#",
    "#evaluate($a)", "#macro(m)", "#m()", "#stop", "$", "#", "\\", "{", "}", "[", "]", '"', "'", ",", ":", " ", "\n", "é",
    "\ud800", "https://example.com/", '{"a": ${a}, "b": $b}', "1",
)  # fmt: skip
STEPS = (
    "$", "@", ".a", ".b", "..a", "[*]", "[0]", "[-1]", "[0:2]", "[?(@.a)]", "[?(@.a == 'x')]", "[?(@.a =~ /x/i)]", "['a','b']",
    ".length()", ".max()", ".keys()", '.concat("x")', ".", "[", "]", "*", " ", "(", "[?(@.a > $.b)]", ".sum()", ".NULL",
)  # fmt: skip
templates = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
paths = st.one_of(
    st.lists(st.sampled_from(STEPS), min_size=1, max_size=5).map("".join),
    st.sampled_from(STEPS[2:]).map("$".__add__),
)
scalars = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=8,
)
bodies = st.one_of(
    values.map(lambda value: json.dumps(value).encode()),
    st.binary(max_size=20),
    st.sampled_from(
        [b"", b"{", b"[" * 2000, b"1e400", b"9" * 5000, b'{"a": "\\ud800"}', b'{"a": {"a": [1, 2]}}']
    ),
)
headers = st.sampled_from([(), (("content-type", "a/b; charset=utf-16"),), (("Content-Type", "; charset="),)])
replies = st.one_of(
    st.sampled_from(Fault),
    st.builds(Response, st.sampled_from([200, 200, 200, 204, 302, 404, 500]), headers, bodies),
)
schemas = st.sampled_from(
    [
        {},
        True,
        {"type": "object"},
        {"type": "nonsense"},
        {"properties": {"a": {"type": "string"}}, "required": ["a"]},
    ]
)
actions = st.builds(
    little_action,
    url=templates,
    method=st.sampled_from(["GET", "POST"]),
    headers=st.dictionaries(st.sampled_from(["X", "a b"]), templates, max_size=1),
    body=st.none() | templates,
    paths=st.dictionaries(st.sampled_from(["a", "b", "a-b", "x.y", ""]), paths, max_size=3),
    defaults=st.dictionaries(
        st.sampled_from("abz"), st.sampled_from(["1", "", "none", '"x"', "[0]"]), max_size=2
    ),
    success=st.none() | templates,
    given=schemas,
    output=schemas,
    kind=st.sampled_from(["custom-rest-actions", "purecloud-data-actions", "function-data-actions"]),
)
