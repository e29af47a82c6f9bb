"""A parsed file as a contract: its shape, its subject standing on its own, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from gc_contracts.errors import LoadError
from gc_contracts.export import recognise_all
from gc_contracts.export.action import read_action
from gc_contracts.export.schema import read_schema, referential
from gc_contracts.export.shape import Fault, Reading, Shape
from gc_contracts.load.files import Parsed, parse, shown
from gc_contracts.load.flaw import Flaw
from gc_contracts.model.action import Action
from gc_contracts.model.contract import Contract, Expectations, Kind, Problem
from gc_contracts.model.document import Document
from gc_contracts.model.schema import Schema
from gc_contracts.schema.dialect import complete, draft, guess, product
from gc_contracts.source import Source

_UNREADABLE = "file/unreadable"
SEPARATOR = "::"
"""Between a file and the label of one of its subjects, as in pytest's ids."""


def load_bare(path: Path, root: Path) -> Contract | None:
    """Load the one subject of a file without its contract file; None: its shape is none of ours.

    A file with several subjects gives a broken contract that names them.
    """
    found = load_each(path, root)
    return several(found, path, root) if len(found) > 1 else next(iter(found), None)


def load_each(path: Path, root: Path) -> tuple[Contract, ...]:
    """Load all subjects of a file, in its order: Terraform's JSON may hold several.

    Each of several has the file's path and a label of its own as id: `actions.tf.json::get_user`.
    """
    try:
        parsed = parse(path, root)
    except LoadError as error:
        return (broken(error, path),)
    shapes = recognise_all(parsed.document.data)
    return tuple(_read(parsed, shape, path, alone=len(shapes) == 1) for shape in shapes)


def several(found: tuple[Contract, ...], path: Path, root: Path) -> Contract:
    """Make the contract that a file of several subjects is where one is wanted."""
    labels = ", ".join(item_of(contract) for contract in found[:5])
    message = f"the file holds {len(found)} subjects: {labels}"
    hint = f"name one: {path.name}{SEPARATOR}{item_of(found[0])}"
    problem = Problem("file/incomplete", message, Source(shown(path, root), 1, 1), hint)
    return Contract(shown(path, root), Kind.BROKEN, _stem(path), None, None, problems=(problem,))


def item_of(contract: Contract) -> str:
    """Give the label of a subject that shares its file with others; empty: it is alone there."""
    return contract.id.rpartition("/")[2].partition(SEPARATOR)[2]


def _read(parsed: Parsed, shape: Shape, path: Path, *, alone: bool) -> Contract:
    read = read_action if shape.is_action else read_schema
    contract = _contract(parsed, read(parsed.document.data, shape, _stem(path)))
    return contract if alone else replace(contract, id=f"{contract.id}{SEPARATOR}{shape.item}")


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
        yield Problem(fault.check, fault.message, document.locate(fault.pointer), fault.hint, fault.severity)


def _stem(path: Path) -> str:
    """Give a file's name without its endings, `.custom.json` being one."""
    return _plain(path.name.partition(".")[0] or path.name)


def _plain(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode()
