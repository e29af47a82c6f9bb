"""JavaScript under test: small functions in the manner of the platform's samples, and Node where it is here."""

import shutil
from pathlib import Path

import pytest

from gc_contracts.worker.node.start import Function

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="Node.js is not installed")

LOOK_UP = """
exports.handler = async (event, context) => {
  const url = `https://people.example.com/users?id=${encodeURIComponent(event.userId)}`;
  const response = await fetch(url, {
    headers: { 'x-api-key': context.clientContext.apiKey },
    signal: AbortSignal.timeout(3000),
  });
  if (!response.ok) throw new Error(`people answered ${response.status}`);
  const person = await response.json();
  return { fullName: String(person.name ?? '') };
};
"""
"""A sound function: it encodes what it sends, waits for no more than 3 s, throws where it fails."""


def function(folder: Path, text: str, name: str = "index.js", handler: str = "index.handler") -> Function:
    """Write a function's module and lay it out."""
    code, sockets = folder / "code", folder / "s"
    (code / name).parent.mkdir(parents=True, exist_ok=True)
    sockets.mkdir(exist_ok=True)
    (code / name).write_text(text, encoding="utf-8")
    return Function(folder=str(code), handler=handler, shown="code", sockets=str(sockets))
