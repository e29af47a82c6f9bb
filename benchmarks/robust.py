# ruff: noqa: E501, Q003 - grammars are tables
"""Whether templates and paths of any kind end: with text, a value, or an error of ours, and in time.

    python benchmarks/robust.py [count] [seed]

Prints how each engine ended, and everything that did not end as it should.
"""

import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

from gc_contracts import jsonpath, velocity
from gc_contracts._json import Json
from gc_contracts.errors import JsonPathError, VelocityError

SECONDS = 2
BYTES = 400_000_000
"""Memory that the whole run may grow by."""
INPUTS: Json = {
    "input": {"a": 'x"y', "b": 3, "c": 2.5, "d": True, "e": "", "list": [1, "2", [3]], "map": {"k": "v"}},
    "long": "a" * 30 + "!",
    "rawResult": '{"a": [1, 2]}',
}
NAMES = [
    "input.a",
    "input.b",
    "input.c",
    "input.list",
    "input.map",
    "long",
    "undef",
    "x",
    "v",
    "input.none.deep",
]
METHODS = [
    "length()", "size()", "substring(1)", "substring(9)", "substring(0, 1)", "replace('x', 'yy')", "concat($v)",
    "replaceAll('(a+)+$', 'b')", "replaceAll('(a|aa)+$', '$1')", "matches('(a*)*b')", "split(',')", "trim()",
    "toUpperCase()", "equals($x)", "get(0)", "get(99)", "put('k', $input.map)", "add($input.list)", "isEmpty()",
    "toString()", "class.name", "getClass()", "indexOf('y')", "charAt(7)", "repeat(1000000)", "entrySet()",
    "format('%99999999d', 1)", "hashCode()", "k", "first", "none()",
]  # fmt: skip
TOOLS = [
    "esc.jsonString({})", "esc.uriEncode({})", "esc.html({})", "esc.unicode({})", "math.pow({}, 9999)",
    "math.pow(9999999999, {})", "math.add({}, 1e308)", "math.mul({}, {})", "math.roundTo(400, {})", "math.div({}, 0)",
    "encoding.base64({})", "math.random({}, 1)", "successTemplateUtils.firstFromArray({})", "math.getTotal({})",
    "math.max({}, '1e999999999')", "math.toNumber('{}')", "math.abs({})", "esc.java({})",
]  # fmt: skip
OPERATORS = ["==", "!=", "<", ">=", "&&", "||", "+", "-", "*", "/", "%", "and", "or", "eq"]
DOCUMENTS: list[Json] = [
    {"a": {"b": [1, 2, {"id": "x", "c": None}]}, "list": [{"id": i, "n": str(i)} for i in range(8)], "t": "a" * 30 + "!"},
    [[1, [2, [3]]], "text", None, 2.5, {"": {}}],
    {"deep": None},
    {"wide": [{"a": [0] * 20} for _ in range(60)]},
]  # fmt: skip


class Templates:
    """Templates drawn from the grammar, some of them broken on purpose."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def text(self) -> str:
        """Draw one template."""
        kind = self.draw.random()
        if kind < 0.2:
            return self.bytes()
        if kind < 0.4:
            return self.deep()
        text = "".join(self.statement(self.draw.randint(0, 4)) for _ in range(self.draw.randint(1, 6)))
        return self.broken(text) if kind < 0.6 else text

    def bytes(self) -> str:
        """Draw letters that mean something, and any others."""
        pool = "$#{}[]()!.\"'\\|,:=<>&+-*/%@ \n\tabinput1290" + "é\ud800\u2028\U0001f600\x00"
        return "".join(self.draw.choice(pool) for _ in range(self.draw.randint(1, 80)))

    def deep(self) -> str:
        """Nest one thing up to 200 times."""
        depth = self.draw.randint(1, 200)
        begin, middle, end = self.draw.choice(
            [
                ("#if(true)", "x", "#end"), ("#foreach($i in [1..2])", "$i", "#end"), ("#set($v = (", "1", "))"),
                ("$input.list.get(", "0", ")"), ('"$x', "", '"'), ("#if((", "true", "))#end"), ("#set($v = [", "1", "])"),
                ("#set($v = {'a': ", "1", "})"), ("${x|", "'y'", "}"), ("#macro(m)", "#m()", "#end"),
                ("#define($d)", "$d", "#end"), ("$esc.url(", "$long", ")"), ("#if(!", "true", ")#end"),
                ("#*", "", "*#"), ("#[[", "", "]]#"), ('#evaluate("', "$v", '")'), ("$input.list[", "0", "]"),
                ("#if($a)#elseif(", "true", ")#end"), ("#@m()", "$bodyContent", "#end"), ("{", "", "}"),
            ]
        )  # fmt: skip
        return begin * depth + middle + end * self.draw.choice([depth, depth, depth - 1])

    def broken(self, text: str) -> str:
        """Leave out or double a piece of a text."""
        at, size = self.draw.randrange(len(text) + 1), self.draw.randint(1, 5)
        return text[:at] + self.draw.choice(["", text[at : at + size] * 2]) + text[at + size :]

    def statement(self, depth: int) -> str:
        """Draw a statement."""
        if depth == 0:
            return self.draw.choice(["text ", '{"a": ', "\n", self.reference(), self.reference()])
        block, value = self.statement(depth - 1), self.value(depth)
        return self.draw.choice(
            [
                f"#if({self.condition(depth)}){block}#elseif({value}){block}#else{block}#end",
                f"#foreach($x in {value}){block}$foreach.index#end",
                f"#foreach($x in [1..{self.draw.choice(['3', '1000000000', '$input.b', '-9'])}]){block}#end",
                f"#set($v = {value})", f"#set($v = $v + $v)#set($v = \"$v$v\"){block}", f"#set($input.map.k = {value})",
                f"#macro(m $p){block}#m($p)#end#m({value})", f"#macro(n){block}$!x#end#n()#n()", f"#define($x){block}$x#end$x",
                f"#evaluate({value})", "#set($x = '#evaluate($x)')#evaluate($x)", f"#include({value})", f"#parse({value})",
                "#set($v = 'ab')#foreach($i in [1..40])#set($v = \"$v$v\")#end$v",
                "#set($v = $input.list)#foreach($i in [1..40])#set($y = $v.addAll($v))#end",
                "#set($v = [1])#foreach($i in [1..60])#set($v = [$v, $v])#end$v",
                "#set($v = {})#foreach($i in [1..60])#set($v = {'a': $v, 'b': $v})#end#if($v == $x)$v.hashCode()#end",
                "#set($v = $long)#foreach($i in [1..5000])#set($v = $v.concat($long))$!x.put($i, $v)#end",
                "#set($v = 'abcd')#foreach($i in [1..19])#set($v = \"$v$v\")#end#foreach($i in [1..9999])#if($v.indexOf('z') > 0)x#end#end",
                "#set($v = [])#foreach($i in [1..9])#set($y = $v.add($v))#end$v.hashCode()#if($v == [$v])x#end",
                "#set($v = [])#foreach($i in [1..9])#set($y = $v.add($v))#end$v", "#set($input.map.k = $input.map)$input.map",
                f"#break{block}", f"#stop{block}", f"#literal(){block}#end", block + self.reference(), "##" + block, "#*" + block,
            ]
        )  # fmt: skip

    def reference(self) -> str:
        """Draw a reference."""
        inner = self.draw.choice(NAMES)
        if self.draw.random() < 0.4:
            inner = self.draw.choice(TOOLS).replace(
                "{}", self.draw.choice(["$input.a", "$v", "'x'", "$long", "-1", "2.5"])
            )
        if self.draw.random() < 0.5:
            inner += "." + self.draw.choice(METHODS)
        if self.draw.random() < 0.1:
            inner += f"[{self.draw.choice(['0', '-1', '$v', chr(39) + 'k' + chr(39), '99999999999'])}]"
        return self.draw.choice(
            [f"${inner}", f"${{{inner}}}", f"$!{{{inner}}}", f"\\${inner}", f"${{{inner}|'d'}}"]
        )

    def value(self, depth: int) -> str:
        """Draw an expression."""
        if depth <= 0:
            return self.draw.choice(
                ["1", "-2.5", "'t'", '"$v"', "true", "null", "[]", "{}", self.reference(), "9" * 40, "1e400"]
            )
        one, two = self.value(depth - 1), self.value(depth - 1)
        return self.draw.choice(
            [f"({one})", f"{one} {self.draw.choice(OPERATORS)} {two}", f"[{one}, {two}]", f"[{one}..{two}]", f"{{'k': {one}}}",
             self.reference(), f'"{one}"', f"[1..{'9' * depth * 3}]"]
        )  # fmt: skip

    def condition(self, depth: int) -> str:
        """Draw a condition."""
        return (
            self.draw.choice(["", "!"])
            + f"{self.value(depth - 1)} {self.draw.choice(OPERATORS)} {self.value(0)}"
        )


class Paths:
    """Paths drawn from the grammar, some of them broken on purpose."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw

    def text(self) -> str:
        """Draw one path."""
        kind = self.draw.random()
        if kind < 0.2:
            pool = "$@.[]()*?'\"\\:,&|!=<>~/ -0129abéid\t{}" + "\ud800\U0001f600\x00"
            return "".join(self.draw.choice(pool) for _ in range(self.draw.randint(1, 60)))
        if kind < 0.35:
            return self.deep()
        path = "$" + "".join(self.step(2) for _ in range(self.draw.randint(0, 6)))
        if kind < 0.5:
            at = self.draw.randrange(len(path) + 1)
            return path[:at] + self.draw.choice(["", "[", "?(", "..", "'"]) + path[at + 1 :]
        return path

    def deep(self) -> str:
        """Nest one thing up to 200 times."""
        depth = self.draw.randint(1, 200)
        begin, end = self.draw.choice(
            [("..*", ""), ("[*]", ""), ("[?(@.a", ")]"), ("[?(!(", "))]"), (".concat($", ")"), (".a", ""), ("[?(@[", "])]"),
             ("['a'", "]"), ("[?((", "))]"), ("..", "a"), ("[", "]"), ("[0,", "1]")]
        )  # fmt: skip
        return "$" + begin * depth + self.draw.choice(["", "1", ".a"]) + end * depth

    def step(self, depth: int) -> str:
        """Draw a step."""
        return self.draw.choice(
            [
                ".a", "..id", ".*", "..*", "[*]", "[0]", "[-1]", "[0:2]", "[::2]", "['a','b']", "[0,9]", ".list", ".wide", ".t",
                ".length()", ".sum()", ".max()", ".keys()", ".concat($.a, \"x\")", ".append(1)", ".index(-1)", ".first()", ".none()",
                "[99999999999999999999]", "[-99999999999:99999999999]",
                f"[?({self.filter(depth)})]", f"[?({self.filter(depth)})]",
            ]
        )  # fmt: skip

    def filter(self, depth: int) -> str:
        """Draw a filter."""
        if depth == 0:
            return self.draw.choice(
                ["@.id", "@", "$.t", "@.a == 1", "@.n =~ /(a+)+$/", "$.t =~ /(a+)+$/i", "$.t =~ /(a|aa)+/"]
            )
        one, two = self.filter(depth - 1), self.filter(depth - 1)
        return self.draw.choice(
            [
                f"{one} && {two}", f"!({one})", f"({one}) || {two}", "@.id in ['x', 1]", "@.id nin $.list", "@.a size 3",
                "@.id subsetof [1,2]", "@ empty true", "@..a", f"@[?({one})]", "@.n == '\\u00e9'", "@.id > 1e400",
                "'x' in @.list[*].n", "@.n anyof ['1']", "$..* == @..*", f"@.list[?({one})].id == {two}",
            ]
        )  # fmt: skip


def _late(*_: object) -> None:
    raise TimeoutError


def ended(run: Callable[[], object], errors: type[Exception]) -> str:
    """Run something and tell how it ended."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        run()
    except errors:
        return "error"
    except TimeoutError:
        return "LATE"
    except Exception as error:  # noqa: BLE001 - what is looked for
        return f"CRASH {type(error).__name__}: {error}"[:200]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return "ok"


def templates(count: int, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Render random templates in each way."""
    source = Templates(draw)
    for _ in range(count):
        text = source.text()
        for engine in ("1.7", "2"):
            for strict in (True, False):
                way = f"{engine} {'strict' if strict else 'lenient'}"
                yield (
                    way,
                    _told(
                        text,
                        lambda e=engine, s=strict, t=text: velocity.render(t, INPUTS, s, e),
                        VelocityError,
                    ),
                )


def paths(count: int, draw: random.Random) -> Iterator[tuple[str, str]]:
    """Follow random paths through several documents."""
    source = Paths(draw)
    for _ in range(count):
        text = source.text()
        for document in [*DOCUMENTS, _nested(300)]:
            yield "path", _told(text, lambda p=text, d=document: jsonpath.find(p, d), JsonPathError)


def _told(text: str, run: Callable[[], object], errors: type[Exception]) -> str:
    how = ended(run, errors)
    if how not in {"ok", "error"}:
        print(f"{how}: {text!r}"[:600])
    return how.split(" ")[0]


def _nested(depth: int) -> Json:
    value: Json = 1
    for _ in range(depth):
        value = {"a": [value]}
    return value


def main(count: int = 2_000, seed: int = 1) -> int:
    """Run both, print counts; 1 where something did not end as it should."""
    signal.signal(signal.SIGPROF, _late)
    before, begin = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = Counter([*templates(count, random.Random(seed)), *paths(count, random.Random(seed))])
    for (way, how), number in sorted(found.items()):
        print(f"{way:12} {how:6} {number}")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    print(f"{time.perf_counter() - begin:.0f} s, {grown // 1_000_000} MB more memory")
    return int(grown > BYTES or any(how not in {"ok", "error"} for _, how in found))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
