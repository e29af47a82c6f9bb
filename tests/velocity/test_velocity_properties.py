"""Whatever text is given: no Python exception, no runaway, and only allowed doors into values."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gc_contracts.velocity import Limits, VelocityError, render

_PIECES = (
    *("$x", "${x}", "$!x", "$!{x}", "$m.a", "${m.b[0]}", "$l[0]", "$x.length()", "$x.y(", "$x.replaceAll("),
    *(
        "#if($x)",
        "#if(",
        "#else",
        "#elseif(",
        "#end",
        "#set($v = ",
        "#foreach($i in $l)",
        "#macro(m)",
        "#m()",
    ),
    *(
        "#define($b)",
        "#evaluate($x)",
        "##",
        "#*",
        "*#",
        "#[[",
        "]]#",
        "\\",
        "\\\\",
        "$",
        "#",
        "{",
        "}",
        "(",
        ")",
    ),
    *(
        "[",
        "]",
        '"',
        "'",
        " ",
        ",",
        ".",
        "..",
        ":",
        "|",
        "||",
        "&&",
        "==",
        "!=",
        "<",
        "+",
        "-",
        "/",
        "%",
        "!",
    ),
    *("=", "true", "1", "0.5", "'a'", '"$x"', "😀", "é", "\t", "\n", "\r\n"),
)
_TEMPLATES = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=12).map("".join)
_LIMITS = Limits(output=2_000, loops=200, depth=30)
_CONTEXT = {"x": "va$l#", "m": {"a": 1, "b": [None, 2.5]}, "l": [1, "two"]}


@given(template=_TEMPLATES, strict=st.booleans(), engine=st.sampled_from(["1.7", "2"]), hyphens=st.booleans())
@example(template='$x.concat("\\u12")', strict=True, engine="1.7", hyphens=True)
@example(template="$l[#0]", strict=False, engine="1.7", hyphens=True)
@example(template="#set($l[0] = $l)$l", strict=False, engine="2", hyphens=True)
@example(template="$m.get([1])$m.put({'k': 1}, 2)$m", strict=False, engine="1.7", hyphens=True)
@example(template="$math.getTotal(['a'], '')", strict=False, engine="1.7", hyphens=True)
@settings(max_examples=300, deadline=None)
def test_any_text_renders_or_fails_with_our_error_within_limits(template, strict, engine, hyphens):
    """The only exception is VelocityError, and output stays within its limit."""
    try:
        printed = render(template, _CONTEXT, strict, engine, hyphens=hyphens, limits=_LIMITS)
    except VelocityError as error:
        printed = error.message[:2_000]

    assert len(printed) <= _LIMITS.output


@pytest.mark.parametrize(
    "path",
    [
        "__class__",
        "x.upper()",
        "x.format.__globals__",
        "x.maketrans('a')",
        "m.items()",
        "m.keys()",
        "l.append(1)",
        "esc.METHODS",
        "esc.java",
        "esc.lookup('java')",
        "x.class.forName('java.lang.Runtime')",
        "x.getClass().getClassLoader()",
    ],
)
@pytest.mark.parametrize("engine", ["1.7", "2"])
def test_no_python_attribute_can_be_reached(path, engine):
    """Only Java's own methods exist; a class is a name and nothing more."""
    with pytest.raises(VelocityError) as raised:
        render(f"${path}", _CONTEXT, engine=engine)

    assert "has not been set" in raised.value.message or "does not contain" in raised.value.message
