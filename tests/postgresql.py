"""A real PostgreSQL server for tests, in a temporary folder and on a Unix socket of its own, so that it meets no other.

A test module takes the fixture by `pytest_plugins = ["postgresql"]`. Where no PostgreSQL is installed, its tests skip.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

# The programs refuse to run as root; Debian's package makes this user.
USER = "postgres"
_SETTINGS = {
    "listen_addresses": "''",
    # Enough for what a test does; a machine that loses its power loses its tests too.
    "fsync": "off",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "log_min_messages": "fatal",
    "autovacuum": "off",
}


def programs() -> Path | None:
    """The folder with PostgreSQL's server programs, of the newest version that is installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = [path.parent for pattern in ("/usr/lib/postgresql/*/bin/initdb", "/usr/pgsql-*/bin/initdb",
                                           "/opt/homebrew/opt/postgresql*/bin/initdb")
               for path in Path("/").glob(pattern[1:])]
    return max(folders, key=lambda path: [int(part) for part in re.findall(r"\d+", str(path))], default=None)


class Server:
    """A server that runs from `start` to `kill`, which ends it as a crash does."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self.binaries = binaries
        self.data = folder / "data"
        self.count = 0
        # As root, the programs run as a user of theirs.
        self.as_user: dict[str, Any] = {"user": USER, "group": pwd.getpwnam(USER).pw_gid} if os.geteuid() == 0 else {}
        self.name = USER if self.as_user else pwd.getpwuid(os.geteuid()).pw_name
        self.process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make the cluster's files."""
        if self.as_user:
            self.folder.chmod(0o755)
            shutil.chown(self.folder, USER)
        self._run("initdb", "--pgdata", str(self.data), "--encoding", "UTF8", "--locale", "C", "--auth", "trust",
                  "--username", self.name, "--no-sync")
        lines = [f"{name} = {value}\n" for name, value in _SETTINGS.items()]
        with (self.data / "postgresql.auto.conf").open("a", encoding="utf-8") as stream:
            stream.writelines([*lines, f"unix_socket_directories = '{self.folder}'\n"])

    def start(self) -> None:
        """Start it and wait until it lets in."""
        self.process = subprocess.Popen([self.binaries / "postgres", "-D", self.data], cwd=self.folder,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.as_user)
        deadline = time.monotonic() + 30
        while True:
            with contextlib.suppress(psycopg.OperationalError), self.connect():
                return
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.02)

    def kill(self) -> None:
        """End it at once: its own processes notice, and nothing is written down any more. A new one then recovers."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(30)
            self.process = None
        deadline = time.monotonic() + 30
        while self._has_children() and time.monotonic() < deadline:
            time.sleep(0.01)

    def connect(self, database: str = "postgres") -> psycopg.Connection[Any]:
        """A connection that commits each statement."""
        return psycopg.connect(host=str(self.folder), user=self.name, dbname=database, autocommit=True)

    def database(self, options: str = "") -> str:
        """The URL of a new, empty database; `options` are more of CREATE DATABASE."""
        self.count += 1
        name = f"ledger{self.count}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 {options}".encode())
        return f"postgresql://{self.name}@/{name}?host={self.folder}"

    def _has_children(self) -> bool:
        """Whether a process still has the data folder as its own; they end by themselves once their parent is gone."""
        for link in Path("/proc").glob("[0-9]*/cwd"):
            with contextlib.suppress(OSError):
                if link.readlink() == self.data:
                    return True
        return False

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run([self.binaries / program, *arguments], check=True, cwd=self.folder, capture_output=True,
                       timeout=120, **self.as_user)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server for a while."""
    binaries = programs()
    assert binaries is not None
    folder = Path(tempfile.mkdtemp(prefix="sayso-postgresql-"))
    server = Server(folder, binaries)
    try:
        server.make()
        server.start()
        yield server
    finally:
        # Its files go too: nothing needs to be written down.
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server for all tests of a run; each takes a database of its own."""
    if programs() is None:
        pytest.skip("no PostgreSQL is installed: run .ci/services")
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty ledger can be made, in each of the two stores: a file, a database."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.db")
    url: str = request.getfixturevalue("postgresql").database()
    return url
