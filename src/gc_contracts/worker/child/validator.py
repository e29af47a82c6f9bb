"""The role of a validator: one record, one verdict, and whether the record came back as it was."""

import json
from typing import Any

from gc_contracts._json import Json
from gc_contracts.worker import wire
from gc_contracts.worker.child.answers import (
    NONE,
    VALID,
    NoVerdictError,
    is_awaited,
    read,
    refused,
    says_invalid,
)
from gc_contracts.worker.child.awaiting import Awaiting
from gc_contracts.worker.child.blame import trouble
from gc_contracts.worker.child.shape import Shape
from gc_contracts.worker.team import Team


class Validator:
    """Asks the team's validator, and turns whatever it does into plain data."""

    def __init__(self, shape: Shape, awaiting: Awaiting, team: Team) -> None:
        self.shape = shape
        self.team = team
        self._awaiting = awaiting
        self._none = {**NONE, "place": self._definition()}

    def ask(self, text: str) -> Json:
        """Judge a record, made anew from its text; raises SystemExit, the one thing that is no answer."""
        record = wire.decode(text)
        said = self._said(record)
        after = _spelt(record)
        if after == text or (after is not None and wire.same(text, after)):
            return said
        return {**said, "mutated": True, "after": None if after is None else wire.decode(after)}

    def _said(self, record: Json) -> Json:
        try:
            answer = self.shape.call(record)
            if is_awaited(answer):
                answer = self._awaiting.result(answer)
            said = VALID if self.shape.accepts_anything else read(answer)
        except NoVerdictError as error:
            return {"trouble": {"kind": "answer", "message": str(error), **self._definition()}}
        except SystemExit:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever it raises is what we are here to tell
            return refused(error) if says_invalid(error) else {"trouble": trouble(error, self.team)}
        return self._none if said is NONE else said

    def _definition(self) -> dict[str, Any]:
        """Where the validator is written: an odd answer has no other line."""
        code = self.shape.code
        return self.team.place([(code.co_filename, code.co_firstlineno, code.co_name)]) if code else {}


def _spelt(record: Json) -> str | None:
    """Write a record as it is now; what JSON has not is shown; None where it cannot be written."""
    try:
        return wire.encode(record)
    except (TypeError, ValueError, RecursionError):
        pass
    try:
        return json.dumps(record, default=repr, skipkeys=True, separators=(",", ":"))
    except (TypeError, ValueError, RecursionError):
        return None
