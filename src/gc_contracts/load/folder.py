"""A folder with a contract file: it has one subject, told by `subject:` or by being the only one there."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from gc_contracts.errors import LoadError
from gc_contracts.load.beside import told
from gc_contracts.load.files import Parsed, contract_files, entries, is_file, parse, shown
from gc_contracts.load.subject import SEPARATOR, broken, item_of, load_bare, load_each, several, with_product
from gc_contracts.model.contract import Contract, Expectations, Kind, Problem
from gc_contracts.model.document import Document
from gc_contracts.model.schema import Schema
from gc_contracts.source import Source

_CHECK = "file/incomplete"


@dataclass(frozen=True, slots=True)
class Owned:
    """A folder's contract, and the file its items belong to."""

    path: Path
    contract: Contract


def load_folder(folder: Path, root: Path) -> Owned | None:
    """Load the subject of a folder that has a contract file; None: it has none.

    The subject's file owns the contract, unless the contract file is what is broken.
    """
    files = contract_files(folder)
    if not files:
        return None
    try:
        parsed = parse(files[0], root)
    except LoadError as error:
        return Owned(files[0], broken(error, files[0]))
    # Late: pydantic is heavy, and a bare export has no contract file.
    from gc_contracts.load.contract import read_expectations  # noqa: PLC0415 - as said

    problems = [*_of_text(parsed), *_doubled(files, root)]
    found = _subject(folder, root, parsed.document)
    if isinstance(found, Problem):
        _, others = read_expectations(parsed.document, is_action=_looks_like_action(parsed.document.data))
        return _broken(files[0], parsed.document, [*problems, found, *others])
    expectations, others = read_expectations(parsed.document, is_action=_is_action(found.contract, parsed))
    problems += others
    if problems and found.contract.kind is not Kind.BROKEN:
        return _broken(files[0], parsed.document, problems)
    return Owned(found.path, told(_joined(found.contract, expectations, tuple(problems)), root))


def _joined(contract: Contract, expectations: Expectations, problems: tuple[Problem, ...]) -> Contract:
    """Put what the team expects to the subject; the product it names decides over the shape."""
    subject = contract.subject
    if isinstance(subject, Schema):
        if expectations.product:
            subject = with_product(replace(subject, document=_as_read(subject)), expectations.product)
        references = {**contract.expectations.references, **expectations.references}
        expectations = replace(expectations, references=references)
    return replace(
        contract, subject=subject, expectations=expectations, problems=(*contract.problems, *problems)
    )


def _as_read(schema: Schema) -> object:
    """Give the schema before core types were supplied; one built from a list has none to supply."""
    return schema.document if schema.places else schema.source


def _broken(path: Path, document: Document, problems: list[Problem]) -> Owned:
    expectations = Expectations(document)
    contract = Contract(
        document.file,
        Kind.BROKEN,
        path.parent.name or path.stem,
        document,
        None,
        expectations,
        tuple(problems),
    )
    return Owned(path, contract)


def _of_text(parsed: Parsed) -> Iterator[Problem]:
    for flaw in parsed.flaws:
        source = Source(parsed.document.file, flaw.line, flaw.column)
        yield Problem("file/unreadable", flaw.message, source, flaw.hint)


def _doubled(files: tuple[Path, ...], root: Path) -> Iterator[Problem]:
    for file in files[1:]:
        message = f"the folder has a second contract file; {files[0].name} is read"
        yield Problem(_CHECK, message, Source(shown(file, root), 1, 1), "keep one of them")


def _subject(folder: Path, root: Path, document: Document) -> Owned | Problem:
    named = document.data.get("subject") if isinstance(document.data, dict) else None
    if isinstance(named, str) and named:
        return _named(folder, root, document, named)
    return _only(folder, root, document)


def _named(folder: Path, root: Path, document: Document, name: str) -> Owned | Problem:
    file, _, item = name.partition(SEPARATOR)
    path, here = folder / file, document.locate("/subject")
    if "\0" in name or Path(file).parent != Path():
        message = f"`subject` is `{name[:60]}`, which is no file name"
        return Problem(
            _CHECK, message, here, "the subject lies beside its contract file; write its name alone"
        )
    if not is_file(path):
        others = ", ".join(entry.name for entry in entries(folder)) or "no other file"
        return Problem(
            _CHECK, f"`subject` is `{file[:60]}`: there is no such file", here, f"here is {others}"
        )
    found = load_each(path, root)
    fitting = [contract for contract in found if item_of(contract) == item] if item else found
    if len(fitting) == 1:
        return Owned(path, fitting[0])
    if found:
        shared = several(found, path, root).problems[0]
        return Problem(_CHECK, f"`subject` is `{name[:60]}`, and {shared.message}", here, shared.hint)
    message = f"`{file[:60]}` is neither a Data Action nor a data schema"
    return Problem(
        "file/unknown-shape", message, here, "name an export or a schema, as the product writes it"
    )


def _only(folder: Path, root: Path, document: Document) -> Owned | Problem:
    loaded = ((path, load_bare(path, root)) for path in entries(folder))
    found = [Owned(path, contract) for path, contract in loaded if contract is not None]
    if len(found) == 1:
        return found[0]
    here = Source(document.file, 1, 1)
    if found:
        names = ", ".join(one.path.name for one in found[:5])
        message = f"the folder holds {len(found)} subjects: {names}"
        return Problem(_CHECK, message, here, "name one with `subject:`")
    hint = "put an export or a schema beside the contract file"
    return Problem(_CHECK, "the folder holds no Data Action and no data schema", here, hint)


def _is_action(contract: Contract, parsed: Parsed) -> bool:
    if contract.kind is Kind.BROKEN:
        return _looks_like_action(parsed.document.data)
    return contract.kind is Kind.ACTION


def _looks_like_action(data: object) -> bool:
    """Guess from a contract file alone; runs are a list, records are not."""
    if not isinstance(data, dict):
        return False
    return isinstance(data.get("examples"), list) or bool({"handler", "credentials", "timeout"} & data.keys())
