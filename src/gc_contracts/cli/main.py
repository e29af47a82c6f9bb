"""What people may type after `gc-contracts`; what it does stands in the module of the subcommand."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def _whole() -> None:
    """Contracts of Genesys Cloud: what belongs to them beside `pytest --gc-contracts`."""


@app.command("import")
def import_(  # noqa: PLR0913 - one parameter a flag
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="HAR, VCR.py, Postman 2.1, Pact, Specmatic.")
    ],
    *,
    to: Annotated[str, typer.Option(metavar="DIR|CONTRACT", help="A folder, or a contract's name.")] = "",
    name: Annotated[str, typer.Option(help="Name of the recording, for one FILE.")] = "",
    only: Annotated[str, typer.Option(metavar="GLOB", help="Only URLs like this: '*/users/*'.")] = "*",
    url: Annotated[str, typer.Option(help="Scheme and host, where FILE names none (Pact).")] = "",
    method: Annotated[str, typer.Option(help="Of a FILE that is a bare body.")] = "GET",
    status: Annotated[int, typer.Option(help="Of a FILE that is a bare body.")] = 0,
    redact: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="More rules, as in gc_redact.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell, and write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace recordings that are there.")] = False,
) -> None:
    """Make recordings of other tools' files, without their secrets, and tell what is lost."""
    from gc_contracts.cli import importing  # noqa: PLC0415 - late: `--help` needs none of it

    hints = importing.Hints(url, method, status)
    wish = importing.Wish(tuple(files), to, name, only, hints, tuple(redact or ()), dry_run, force)
    raise typer.Exit(importing.run(wish, Path.cwd(), typer.echo))
