"""What a template prints: references, escapes, conditions, whitespace."""

import pytest

from gc_contracts.velocity import Limits, Tool, parse, render
from gc_contracts.velocity.overloads import method

CONTEXT = {
    "city": "Köln",
    "count": 3,
    "ratio": 0.5,
    "ready": True,
    "nothing": None,
    "order": {"id": "A-7", "lines": [{"sku": "x1"}, {"sku": "x2"}], "note": None},
}


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("to $city", "to Köln"),
        ("${city}weg", "Kölnweg"),
        ("$!{order.note}|$!order.note|", "||"),
        ("$order.lines[1].sku", "x2"),
        ("${order.lines.get(0).sku}", "x1"),
        ("$order.lines[-1].sku.toUpperCase()", "X2"),
        ("$count $ratio $ready", "3 0.5 true"),
        ("$order", "{id=A-7, lines=[{sku=x1}, {sku=x2}], note=null}"),
        ("price: 5$ or US$5", "price: 5$ or US$5"),
        ("mail@x.org #1 #", "mail@x.org #1 #"),
        ("\\$city \\\\$city", "$city \\Köln"),
        ("a ## comment\nb", "a b"),
        ("a #* b *#c", "a c"),
        ("#[[ $city #if ]]#", " $city #if "),
    ],
)
def test_text_and_references_print_as_in_the_engine(template, printed):
    """Only what is a reference or directive is replaced; a last lone `#` needs 2.x."""
    assert render(template, CONTEXT, engine="2") == printed


@pytest.mark.parametrize(
    ("condition", "v1", "v2"),
    [
        ("$ready", "T", "T"),
        ("$order.note", "F", "F"),
        ("$count == 3.0", "T", "T"),
        ("$count > 2 && $ratio < 1", "T", "T"),
        ("!$undefined", "T", "T"),
        ("$count", "T", "T"),
        ("$order.lines.isEmpty()", "F", "F"),
        ('"$!{order.note}" != ""', "F", "F"),
        ('"text"', "F", "T"),
        ("1", "F", "T"),
        ("$city eq 'Köln' and not false", "T", "T"),
        ("'3' == 3", "T", "T"),
        ("'3.0' == 3", "F", "T"),
    ],
)
def test_conditions_hold_as_in_each_generation(condition, v1, v2):
    """Literals count as true in 2.x only, and only 2.x reads numbers in text."""
    template = f"#if({condition})T#{{else}}F#end"

    assert (render(template, CONTEXT), render(template, CONTEXT, engine="2")) == (v1, v2)


@pytest.mark.parametrize(
    ("template", "v1", "v2"),
    [
        ("a\n  #if($ready)\n  b\n  #end\nc", "a\n    b\n  c", "a\n  b\nc"),
        ("#set($x = 1) $x", " 1", " 1"),
        ("a #if($ready) b #end c", "a  b  c", "a  b  c"),
        ("#if($ready)\r\nb\r\n#end\r\nc", "b\r\nc", "b\r\nc"),
    ],
)
def test_blanks_around_directives_go_where_the_engine_lets_them_go(template, v1, v2):
    """A directive takes the rest of its line along; in 2.x also the blanks before it, if it stands alone."""
    assert (render(template, CONTEXT), render(template, CONTEXT, engine="2")) == (v1, v2)


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("#foreach($n in [1..3])$n#if($foreach.hasNext),#end#end", "1,2,3"),
        ("#foreach($l in $order.lines)$foreach.count:$l.sku #end", "1:x1 2:x2 "),
        ("#set($v = $count * 2 + 1)$v", "7"),
        ('#set($v = "n$count")$v', "n3"),
        ("#macro(twice $a)$a$a#end#twice('x')", "xx"),
        ("#define($b)<$city>#end$b$b", "<Köln><Köln>"),
        ("#evaluate('$count')", "3"),
        ("a#stop b", "a"),
        ("#foreach($n in [1..9])#if($n == 3)#break#end$n#end.", "12."),
    ],
)
@pytest.mark.parametrize("engine", ["1.7", "2"])
def test_the_rest_of_the_language_is_executed(template, printed, engine):
    """No exported action loops or sets, but one that does is run as the engine runs it."""
    assert render(template, CONTEXT, engine=engine) == printed


def test_lenient_mode_prints_what_it_cannot_resolve():
    """An undefined reference stays as it was written; `$!` prints nothing."""
    printed = render("$none.x ${none} $!{none} $city.nope", {"city": "x"}, strict=False)

    assert printed == "$none.x ${none}  $city.nope"


def test_hyphens_are_part_of_names():
    """1.7 always takes them, 2.x where the switch is on."""
    context = {"input": {"order-id": 7}}

    printed = [render("${input.order-id}", context, engine=engine) for engine in ("1.7", "2")]

    assert printed == ["7", "7"]


def test_a_parsed_template_renders_again_and_again():
    """Rendering changes neither the tree nor the caller's values."""
    values = {"list": [1], "map": {}}
    template = parse("$list.add(2)$list#set($map.k = 1)$map")

    printed = [template.render(values) for _ in range(2)]

    assert (printed, values) == (["true[1, 2]{k=1}"] * 2, {"list": [1], "map": {}})


def test_a_variable_hides_the_tool_of_its_name_unless_it_is_null():
    """As in the engine's own toolbox."""
    printed = [render("$esc.q", {"esc": value}) for value in ({"q": "mine"}, None)]

    assert printed == ["mine", '"']


def test_callers_can_bring_their_own_tools():
    """Only the methods in the tool's table can be called."""
    shout = Tool("com.example.Shout", {"loud": (method("String", lambda _, text: text + "!"),)})

    printed = render("$shout.loud('hi') $!esc", {"esc": None}, tools={"shout": shout})

    assert printed == "hi! "


def test_output_is_limited_by_what_the_caller_allows():
    """The limit counts characters printed."""
    assert render("12345", {}, limits=Limits(output=5)) == "12345"
