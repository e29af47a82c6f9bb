"""The commands by name."""

from pathlib import Path
from typing import Annotated

import typer

FILES = "HAR, VCR.py, Postman 2.1, Pact or Specmatic files, told by their shape."
TO = "A contract's folder, or any other: recordings go into its cassettes/."
app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)


@app.callback()
def gc_contracts() -> None:
    """Tools beside `pytest --gc-contracts`."""


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help=FILES)],
    to: Annotated[Path, typer.Option(help=TO)] = Path(),
    name: Annotated[str, typer.Option(help="The recording's name; the file's own without.")] = "",
    url: Annotated[str, typer.Option(help="Scheme and host, where a file tells none (Pact, stubs).")] = "",
    force: Annotated[bool, typer.Option("--force", help="Replace recordings that are there.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")
    ] = False,
) -> None:
    """Turn recordings of other tools into ours, without their secrets; what is lost is told."""
    from gc_contracts.cli.importing import Order, import_files  # noqa: PLC0415 - late: help must be quick

    order = Order(tuple(files), to, name, url, force=force, dry_run=dry_run)
    raise typer.Exit(import_files(order, typer.echo))


if __name__ == "__main__":
    app()
