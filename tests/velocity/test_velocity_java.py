"""Java's methods and the platform's tools, as a template sees them."""

import pytest

from gc_contracts.velocity import VelocityLimitError, render

_VALUES = {
    "text": "Max Mustermann",
    "csv": "a;b;;",
    "emoji": "a😀b",
    "long": 5_000_000_000,
    "list": [3, "x", None],
    "map": {"k": "v", "n": None},
    "double": 12345678.9,
}


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("$text.substring(0, 3)", "Max"),
        ("$text.indexOf('M', 1)", "4"),
        ("$text.split(' ').size()", "2"),
        ("$text.replace(' ', '%20')", "Max%20Mustermann"),
        ("$csv.split(';').size()", "2"),
        ("$csv.split(';', -1).size()", "4"),
        ("$emoji.length()", "4"),
        ("$emoji.indexOf('b')", "3"),
        ("$emoji.substring(1, 3)", "😀"),
        ("$list.contains(3)", "true"),
        ("$list.indexOf('x')", "1"),
        ("$list.size()", "3"),
        ("$map.keySet()", "[k, n]"),
        ("$map.containsKey('n')", "true"),
        ("$map.getOrDefault('zz', 1)", "1"),
        ("$map.entrySet()", "[k=v, n=null]"),
        ("$double", "1.23456789E7"),
        ("$double.intValue()", "12345678"),
        ("$long", "5000000000"),
        ("$text.hashCode()", "434221126"),
        ("$text.class.name", "java.lang.String"),
        ("$text.format('%05d|%-4s|%.2f', 42, 'a', 1.005)", "00042|a   |1.01"),
        ("$text.join('-', ['a', 'b'])", "a-b"),
    ],
)
def test_methods_do_what_java_does(reference, printed):
    """Indexes count UTF-16 units, trailing empty parts of a split go, numbers print as Java prints them."""
    assert render(reference, _VALUES) == printed


@pytest.mark.parametrize(
    ("pattern", "replacement", "printed"),
    [
        ("(\\w+) (\\w+)", "$2, $1", "Mustermann, Max"),
        ("n*", "-", "-M-a-x- -M-u-s-t-e-r-m-a--"),
        ("(?i)m", "\\$", "$ax $uster$ann"),
    ],
)
def test_patterns_are_javas(pattern, replacement, printed):
    """In what is searched for and in what replaces it."""
    assert render("$text.replaceAll($old, $new)", {**_VALUES, "old": pattern, "new": replacement}) == printed


@pytest.mark.parametrize(
    "pattern", ["(a|aa)+b", "(?:a{1000}){2000}", "x" * 3_000], ids=["slow", "large", "long"]
)
def test_a_pattern_that_costs_too_much_is_stopped_at_its_place(pattern):
    """Java would go on for ever, or for very long."""
    with pytest.raises(VelocityLimitError) as caught:
        render("Hi $text.matches($pattern)", {"text": "a" * 60, "pattern": pattern})

    assert (caught.value.line, caught.value.column) == (1, 10)


@pytest.mark.parametrize(
    ("reference", "v1", "v2"),
    [
        ("$!text.concat(5)", None, "Max Mustermann5"),
        ("$!text.substring('4')", None, "Mustermann"),
        ("$!list.get('0')", None, "3"),
        ("$!text.length", None, "14"),
    ],
)
def test_only_the_second_generation_converts_arguments(reference, v1, v2):
    """1.7 finds no such method: lenient mode prints nothing for `$!`."""
    printed = [render(reference, _VALUES, strict=False, engine=engine) for engine in ("1.7", "2")]

    assert printed == [v1 or "", v2]


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("$esc.jsonString('a\"b\\c/')", 'a\\"b\\\\c/'),
        ("$esc.jsonDecode('\\u00e4\\n')", "ä\n"),
        ("$esc.url('a b&ü~*')", "a+b%26%C3%BC%7E*"),
        ("$esc.uriEncode('a b/~*')", "a%20b%2F~%2A"),
        ("$esc.html('<ä>')", "&lt;&auml;&gt;"),
        ('$esc.xml("<\'>")', "&lt;&apos;&gt;"),
        ('$esc.javascript("it\'s")', "it\\'s"),
        ('$esc.sql("it\'s")', "it''s"),
        ("${esc.q}${esc.dollar}${esc.h}", '"$#'),
        ("$encoding.base64('user:pässword')", "dXNlcjpww6Rzc3dvcmQ="),
        ("$math.add('1,000', 0.5)", "1000.5"),
        ("$math.div(1, 4)", "0.25"),
        ("$math.roundTo(2, 2.675)", "2.68"),
        ("$math.max(1, 2.5)", "2.5"),
        ("$!math.div(1, 0)", ""),
        ("$successTemplateUtils.firstFromArray('[{\"a\": 1.50}, 2]')", '{"a":1.5}'),
        ("$successTemplateUtils.firstFromArray('[]', 'none')", "none"),
        ("$!successTemplateUtils.firstFromArray('[]')", ""),
        ("$urlTool.optionalQueryParam('q', 'a b')", "q=a+b"),
        ("$salesforce.escReserved('a?b')", "a\\?b"),
    ],
)
def test_tools_answer_as_documented_or_assumed(reference, printed):
    """Stock tools are recorded; what the platform adds is assumed, as their modules say."""
    assert render(reference, {}) == printed
