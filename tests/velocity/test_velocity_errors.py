"""What goes wrong: parse errors with their places, strict mode's messages, limits."""

import pytest

from gc_contracts.velocity import Limits, VelocityError, VelocityLimitError, parse, render


@pytest.mark.parametrize(
    ("template", "line", "column"),
    [
        ("#if($a)x", 1, 8),
        ("a\n  #end", 2, 3),
        ("#if()x#end", 1, 5),
        ("${a", 1, 3),
        ("${a b}", 1, 4),
        ("$a.b('c'", 1, 8),
        ("#set($a = )", 1, 11),
        ("\t#else", 1, 9),
        ("😀#end", 1, 3),
    ],
)
def test_a_template_that_does_not_parse_names_the_place(template, line, column):
    """Lines and columns count as the engine counts them: tabs to eight, emoji as two."""
    with pytest.raises(VelocityError) as raised:
        parse(template)

    assert (raised.value.line, raised.value.column) == (line, column)


def test_a_parse_error_says_what_was_found_and_what_is_possible():
    """The first line is the engine's, the second helps."""
    with pytest.raises(VelocityError) as raised:
        parse("{\n#if($a) 1", name="requestTemplate")

    assert raised.value.message == 'Encountered "<EOF>" at requestTemplate[line 2, column 9]\nExpected #end'


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("$nope", "Variable $nope has not been set at t[line 1, column 1]"),
        ("$!nope", "Variable $nope has not been set at t[line 1, column 1]"),
        (
            "${map.zz}",
            "Reference ${map.zz} evaluated to null when attempting to render at t[line 1, column 1]",
        ),
        ("$map.zz.y", "Attempted to access 'y' on a null value at t[line 1, column 9]"),
        ("$name.zz", "Object 'java.lang.String' does not contain property 'zz' at t[line 1, column 7]"),
        (
            "$name.zz(1, $map)",
            (
                "Object 'java.lang.String' does not contain method "
                "zz(java.lang.Integer, java.util.LinkedHashMap) at t[line 1, column 7]"
            ),
        ),
        ("\n#zz($name)", "Macro '#zz' is not defined at t[line 2, column 1]"),
        ("#if($name > 1)#end", "Left side of '>=' operation is not a Number at t[line 1, column 12]"),
        ('$esc.url("a$zz")', "Variable $zz has not been set at t[line 1, column 12]"),
        (
            "$list[5]",
            "Error invoking method 'get(java.lang.Integer)' in java.util.ArrayList at t[line 1, column 6]",
        ),
        (
            "$name.substring(9)",
            (
                "Invocation of method 'substring' in  class java.lang.String threw exception "
                "java.lang.StringIndexOutOfBoundsException: begin 9, end 3, length 3 at t[line 1, column 7]"
            ),
        ),
    ],
)
def test_strict_mode_fails_in_the_engines_words(template, message):
    """The platform shows these messages to the author of an action."""
    with pytest.raises(VelocityError) as raised:
        render(template, {"name": "Ann", "map": {"a": 1}, "list": [1]}, name="t")

    assert raised.value.message == message


@pytest.mark.parametrize(
    "template",
    [
        "#foreach($i in [1..200])#foreach($j in [1..200])x#end#end",
        "#foreach($i in [1..99999999])x#end",
        "#set($s = 'ab')" + "#set($s = $s + $s)" * 40,
        "#set($n = 99999999999)" + "#set($n = $n * $n)" * 40,
        "$name.repeat(2000000000)",
        "$name.replaceAll('[An]', 'a').matches('(a|aa)+.b')",
        "#if(" + "(" * 5_000,
        "#if($name)" * 5_000 + "#end" * 5_000,
        "#set($e = '#evaluate($e)')#evaluate($e)",
        "#set($x = " + " + ".join(["1"] * 5_000) + ")",
    ],
    ids=["turns", "range", "text", "number", "repeat", "regex", "open", "nested", "evaluate", "sum"],
)
@pytest.mark.parametrize("engine", ["1.7", "2"])
def test_what_would_never_end_is_stopped(template, engine):
    """A limit, never a hang and never a Python exception."""
    with pytest.raises(VelocityLimitError):
        render(template, {"name": "Ann" * 20}, engine=engine, limits=Limits(output=10_000))


def test_a_macro_that_calls_itself_ends_as_in_the_engine():
    """Twenty calls deep."""
    with pytest.raises(VelocityError) as raised:
        render("#macro(m)#m()#end#m()", {})

    assert raised.value.message.startswith("Max calling depth of 20 was exceeded in macro 'm'")


def test_an_unknown_engine_is_refused():
    """The message names those that exist."""
    with pytest.raises(ValueError, match=r"engine is '3', not one of 1\.7, 2"):
        parse("x", engine="3")
