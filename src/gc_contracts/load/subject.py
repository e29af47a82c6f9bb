"""A parsed file as a contract: its shape, its subject standing on its own, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gc_contracts.errors import LoadError
from gc_contracts.export import recognise
from gc_contracts.export.action import read_action
from gc_contracts.export.schema import read_schema, referential
from gc_contracts.export.shape import Fault, Reading
from gc_contracts.load.files import Parsed, parse
from gc_contracts.load.flaw import Flaw
from gc_contracts.model.action import Action
from gc_contracts.model.contract import Contract, Expectations, Kind, Problem
from gc_contracts.model.document import Document
from gc_contracts.model.schema import Schema
from gc_contracts.schema.dialect import complete, draft, guess, product
from gc_contracts.source import Source

_UNREADABLE = "file/unreadable"


def load_bare(path: Path, root: Path) -> Contract | None:
    """Load one file without its contract file; None: its shape is none of ours."""
    try:
        parsed = parse(path, root)
    except LoadError as error:
        return broken(error, path)
    shape = recognise(parsed.document.data)
    if shape is None:
        return None
    read = read_action if shape.is_action else read_schema
    return _contract(parsed, read(parsed.document.data, shape, _stem(path)))


def broken(error: LoadError, path: Path) -> Contract:
    """Make the contract of a file that cannot be read."""
    source = error.source or Source(str(path))
    problem = Problem(error.check, error.message, source)
    return Contract(source.file, Kind.BROKEN, _stem(path), None, None, problems=(problem,))


def with_product(schema: Schema, name: str) -> Schema:
    """Settle a schema's product and draft, and supply the core types it names.

    Args:
        schema: a schema, as the file has it.
        name: the product the team says it is of; empty: as its shape and core types tell.
    """
    chosen = name or schema.product or guess(schema.source, bare=_is_bare_request(schema))
    if schema.form == "fields":
        return replace(schema, product=name or "records", dialect=draft(schema.document))
    is_rules = schema.form == "data-schema" and chosen == "businessrules"
    return replace(
        schema,
        document=complete(schema.document, chosen),
        dialect=draft(schema.document),
        product=chosen,
        form="businessrules-schema" if is_rules else schema.form,
        max_bytes=product(chosen).max_bytes,
    )


def _is_bare_request(schema: Schema) -> bool:
    return schema.form == "schema-request" and not schema.pointer


def _contract(parsed: Parsed, reading: Reading) -> Contract:
    document = parsed.document
    problems = (*_of_flaws(parsed.flaws, document.file), *_of_faults(reading.faults, document))
    stopped = reading.subject is None or any(flaw.fatal for flaw in parsed.flaws)
    subject = None if stopped else _settled(reading.subject)
    kinds = {Action: Kind.ACTION, Schema: Kind.SCHEMA}
    named = referential(subject) if isinstance(subject, Schema) else {}
    return Contract(
        document.file,
        kinds.get(type(subject), Kind.BROKEN),
        _plain(reading.name),
        document,
        subject,
        Expectations(references=named),
        problems,
    )


def _settled(subject: Action | Schema | None) -> Action | Schema | None:
    if isinstance(subject, Schema):
        return with_product(subject, "")
    if isinstance(subject, Action):
        return replace(
            subject, input=with_product(subject.input, ""), output=with_product(subject.output, "")
        )
    return None


def _of_flaws(flaws: tuple[Flaw, ...], file: str) -> Iterator[Problem]:
    for flaw in flaws:
        yield Problem(_UNREADABLE, flaw.message, Source(file, flaw.line, flaw.column), flaw.hint)


def _of_faults(faults: tuple[Fault, ...], document: Document) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(fault.check, fault.message, document.locate(fault.pointer), fault.hint)


def _stem(path: Path) -> str:
    """Give a file's name without its endings, `.custom.json` being one."""
    return _plain(path.name.partition(".")[0] or path.name)


def _plain(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()
