"""All that is to be told of one subject whose version changed, but for running it."""

from gc_contracts.diff.judge import judge
from gc_contracts.diff.platform import identity, platform
from gc_contracts.diff.rows import Direction
from gc_contracts.diff.verdict import Level
from gc_contracts.model.action import Action
from gc_contracts.model.judgement import Judgement
from gc_contracts.model.schema import Schema
from gc_contracts.schema.pattern import Flavour


def judge_schema(
    old: Schema, new: Schema, level: Level = Level.BACKWARD, patterns: Flavour = "ecma"
) -> tuple[Judgement, ...]:
    """Judge a data schema: its records, their readers where the level asks for them, and the platform."""
    sides = {Level.BACKWARD: Direction.RECORD, Level.FORWARD: Direction.READER}
    found = [one for way in level.directions for one in judge(old, new, sides[way], patterns)]
    return (*found, *platform(old, new, patterns))


def judge_action(old: Action, new: Action, patterns: Flavour = "ecma") -> tuple[Judgement, ...]:
    """Judge an action's contract: what flows send, what they read, and whether it stays the same action."""
    return (
        *judge(old.input, new.input, Direction.INPUT, patterns),
        *judge(old.output, new.output, Direction.OUTPUT, patterns),
        *identity(old, new),
    )
