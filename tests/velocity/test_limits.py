"""Templates that would run for hours, or take all memory, end with a limit or an error of the engine."""

import random
import time

import pytest

from gc_contracts.errors import VelocityError, VelocityLimitError
from gc_contracts.velocity import render

VALUES = {"input": {"a": "x", "list": [1, "2"], "map": {"k": "v"}}, "long": "a" * 30 + "!", "x": {}}
SECONDS = 2

ENDLESS = {
    "a loop over a huge range": "#foreach($i in [1..1000000000])x#end",
    "loops in loops": "#foreach($i in [1..999])#foreach($j in [1..999])#end#end",
    "a text doubled in a loop": "#set($v = 'ab')#foreach($i in [1..60])#set($v = \"$v$v\")#end$v",
    "a text added to itself": "#set($v = 'ab')#foreach($i in [1..60])#set($v = $v + $v)#end$v",
    "a list added to itself": "#set($v = $input.list)#foreach($i in [1..40])#set($y = $v.addAll($v))#end",
    "lists that hold a list twice": "#set($v = [1])#foreach($i in [1..60])#set($v = [$v, $v])#end$v",
    "maps that hold a map twice": (
        "#set($v = {})#foreach($i in [1..60])#set($v = {'a': $v, 'b': $v})#end$v.hashCode()"
    ),
    "long texts kept": "#set($v = $long)#foreach($i in [1..5000])#set($v = $v.concat($long))$!x.put($i, $v)#end",
    "long texts searched": (
        "#set($v = 'abcd')#foreach($i in [1..19])#set($v = \"$v$v\")#end"
        "#foreach($i in [1..9999])#if($v.indexOf('z') > 0)x#end#end"
    ),
    "a slow pattern": "$long.replaceAll('(a|aa)+$', 'b')#foreach($i in [1..99])$long.matches('(a|a)*b')#end",
}


@pytest.mark.parametrize("engine", ["1.7", "2"])
@pytest.mark.parametrize(
    "template", [pytest.param(text, id=name.replace(" ", "-")) for name, text in ENDLESS.items()]
)
def test_what_would_not_end_meets_a_limit(template, engine):
    """Within two seconds of work."""
    begin = time.process_time()

    with pytest.raises(VelocityLimitError):
        render(template, VALUES, engine=engine)

    assert time.process_time() - begin < SECONDS


@pytest.mark.parametrize("engine", ["1.7", "2"])
@pytest.mark.parametrize(
    "template",
    [
        "#macro(m)#m()#end#m()",
        "#set($x = '#evaluate($x)')#evaluate($x)",
        "#define($d)$d#end$d",
        "#if(true)" * 200 + "#end" * 200,
        "#set($v = " + "(" * 200 + "1" + ")" * 200 + ")",
        "#set($v = " + "[" * 200 + "]" * 200 + ")$v",
        "$input.list.get(" * 200 + "0" + ")" * 200,
        "$math.pow(99999999999999999999, 99999999)",
        "#set($v = [])#set($y = $v.add($v))$v.hashCode()",
        "#set($input.map.k = $input.map)$input.map",
    ],
)
def test_depth_and_size_end_with_text_or_an_error_of_ours(template, engine):
    """Never with one of Python's."""
    for strict in (True, False):
        try:
            ended = render(template, VALUES, strict, engine)
        except VelocityError as error:
            ended = error.message

        assert isinstance(ended, str)


def test_a_value_that_is_large_but_plain_is_written():
    """The limits are far from what a template needs."""
    assert len(render("$list", {"list": list(range(20_000))})) == 128_890


def test_letters_in_any_order_end_with_text_or_an_error_of_ours():
    """Most are no template at all."""
    draw = random.Random(1)  # noqa: S311 - the seed is the point
    pool = "$#{}[]()!.\"'\\|,:=<>&+-*/%@ \n\tainput129é\ud800\u2028\U0001f600\x00"
    texts = ["".join(draw.choice(pool) for _ in range(draw.randint(1, 60))) for _ in range(300)]

    for text in texts:
        for engine in ("1.7", "2"):
            try:
                ended = render(text, VALUES, engine=engine)
            except VelocityError as error:
                ended = error.message

            assert isinstance(ended, str)
