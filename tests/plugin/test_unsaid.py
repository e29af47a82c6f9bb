"""A failing test that records, or replays, quotes no secret: not in the terminal, not in JUnit."""

from pathlib import Path

from harness import Project
from served import served

TOKEN = "k9Qm27xZpL4471vvTrWwQ8812"
PASSWORD = "hunter-22-xk-Zq-90-LL-77"
TEST = """
import logging
import os

import httpx


def test_user(gc_replay):
    gc_replay("found")
    token = os.environ["GC_TEST_TOKEN"]
    user = httpx.get("{url}/users/1", headers={{"Authorization": f"Bearer {{token}}"}}).json()
    print("captured", token, user["password"])
    logging.getLogger("x").warning("logged %s", user["password"])
    assert user["password"] == "other", token
"""


def test_an_assertion_quotes_no_secret(tmp_path: Path, monkeypatch):
    """Both sides of it, locals, captured output and logs; what is no secret stays."""
    monkeypatch.setenv("GC_TEST_TOKEN", TOKEN)
    with served({"/users/1": (200, {}, {"name": "Ann", "password": PASSWORD})}) as service:
        project = Project({"tests/test_users.py": TEST.format(url=service.url)}, tmp_path)

        ran = project.run("tests", "--gc-record=once", "-l", "--junitxml=out.xml", alone=True)

    told = ran.text + ran.changed["out.xml"]
    pieces = [piece for secret in (TOKEN, PASSWORD) for piece in (secret, secret[:12], secret[-12:])]
    assert ran.outcomes == {"failed": 1}
    assert [piece for piece in pieces if piece in told] == []
    assert "captured ${env:GC_TEST_TOKEN} *****" in told
    assert "'name': 'Ann'" in told
    assert "== 'other'" in told
