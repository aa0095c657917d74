"""The last hash stamped by an authority, and every stamp held against the ledger; OpenSSL stamps, on loopback."""

from __future__ import annotations

import base64
import http.server
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledgers import AT, BY, decision, filled
from sayso.errors import DamagedLedger, LedgerError, UsageError
from sayso.ledger.anchor import anchor, token_of, verify_anchors
from sayso.ledger.audit import audit
from sayso.ledger.store import Store

pytest_plugins = ["postgresql"]
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
commonName = {name}
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[stamps]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
"""


class Authority:
    """A time-stamping authority: a root, a certificate for stamps, and a server that answers as `answer` says."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "config").write_text(CONFIG.format(folder=folder, name=name), encoding="utf-8")
        (folder / "serial").write_text("01", encoding="ascii")
        new_key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-config", "config"]
        self.openssl("req", "-x509", *new_key, "-keyout", "root.key", "-out", "root.pem", "-days", "2",
                     "-extensions", "root")
        self.openssl("req", *new_key, "-keyout", "stamps.key", "-out", "stamps.csr", "-subj", "/CN=stamps")
        self.openssl("x509", "-req", "-in", "stamps.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
                     "-days", "2", "-extfile", "config", "-extensions", "stamps", "-out", "stamps.pem")
        self.root = (folder / "root.pem").read_bytes()
        self.answer: Any = self.stamp

    def openssl(self, *arguments: str) -> bytes:
        """What an OpenSSL command writes."""
        return subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True).stdout

    def stamp(self, query: bytes) -> bytes:
        """The answer to a request for a time stamp."""
        (self.folder / "query").write_bytes(query)
        self.openssl("ts", "-reply", "-config", "config", "-section", "here", "-queryfile", "query", "-inkey",
                     "stamps.key", "-signer", "stamps.pem", "-out", "answer")
        return (self.folder / "answer").read_bytes()


@pytest.fixture(scope="module")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Authority]:
    folder = tmp_path_factory.mktemp("authorities")
    return {name: Authority(folder / name, name) for name in ("good", "other")}


@pytest.fixture
def authority(authorities: dict[str, Authority]) -> Authority:
    one = authorities["good"]
    one.answer = one.stamp
    return one


@pytest.fixture
def url(authority: Authority) -> Iterator[str]:
    """The address of a server on loopback that lets the authority answer."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/timestamp-query"
            data = authority.answer(query)
            self.send_response(200 if data else 503)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/stamps"
        server.shutdown()
        thread.join()


def test_an_anchor_is_kept_and_verified(target: str, url: str, authority: Authority) -> None:
    with Store.open(filled(target, 4)) as store:
        number, digest = store.head()
        statement = anchor(store, url, by=BY, at=AT)
        assert (statement.number, statement.kind, statement.body["action"]) == (5, "decision", "anchor")
        assert (statement.body["number"], statement.body["hash"]) == (number, digest)
        second = anchor(store, url, by=BY, at=AT)
        assert second.body["number"] == 5
        (first, last), unsigned = verify_anchors(store, [authority.root]), list(verify_anchors(store))
        assert (first.statement, first.number, first.hash) == (5, 4, digest)
        assert (first.signed, first.problem, last.problem) == (True, None, None)
        assert first.time is not None
        assert first.time == statement.body["time"]
        assert first.time.endswith("Z")
        assert [(one.signed, one.problem) for one in unsigned] == [(None, None)] * 2
    assert audit(target).sound
    # Anyone can verify the token without sayso.
    (authority.folder / "token").write_bytes(token_of(statement))
    told = authority.openssl("ts", "-verify", "-digest", digest, "-in", "token", "-CAfile", "root.pem")
    assert b"OK" in told


def test_a_signature_that_leads_to_no_given_root_is_told(
    tmp_path: Path, url: str, authorities: dict[str, Authority]
) -> None:
    with Store.open(filled(tmp_path / "ledger.db", 2)) as store:
        anchor(store, url, by=BY, at=AT)
        good, other = authorities["good"].root, authorities["other"].root
        (found,) = verify_anchors(store, [other])
        assert found.signed is False
        assert "leads to no given root" in str(found.problem)
        (found,) = verify_anchors(store, [other, good])
        assert found.signed
        with pytest.raises(UsageError, match="a root is no certificate"):
            list(verify_anchors(store, [b"no certificate"]))


def test_a_ledger_written_anew_contradicts_its_anchors(tmp_path: Path, url: str, authority: Authority) -> None:
    with Store.open(filled(tmp_path / "ledger.db", 4)) as store:
        anchor(store, url, by=BY, at=AT)
        anchor(store, url, by=BY, at=AT)
        written = [(one.kind, one.body, one.by, one.at) for one in store.statements()]
    # The same, but for one word: every hash is right again, and every token as it was.
    written[2] = ("decision", {"action": "annotate", "note": "another"}, BY, AT)
    with Store.open(tmp_path / "anew.db") as store:
        store.append_many(written)
        assert audit(tmp_path / "anew.db").sound
        for roots in ([], [authority.root]):
            found = list(verify_anchors(store, roots))
            assert [one.problem for one in found] == ["the token is for another hash"] * 2


@pytest.mark.parametrize(("change", "problem"), [
    ({"token": "AAAA"}, "its token is no time stamp"), ({"token": None}, "its token is no time stamp"),
    ({"token": "%"}, "its token is no time stamp"), ({"number": 1}, "the token is for another hash"),
    ({"number": 99}, "the token is for another hash"), ({"number": "4"}, "the token is for another hash"),
    ({"hash": "0" * 64}, "names another hash"),
])
def test_an_anchor_that_is_made_up_is_told(
    tmp_path: Path, url: str, authority: Authority, change: dict[str, Any], problem: str
) -> None:
    with Store.open(filled(tmp_path / "ledger.db", 4)) as store:
        body = anchor(store, url, by=BY, at=AT).body
        store.append("decision", body | change, by=BY, at=AT)
        whole, made_up = verify_anchors(store, [authority.root])
        assert whole.problem is None
        assert problem in str(made_up.problem)
        assert not made_up.signed


def test_a_token_changed_by_a_byte_is_told(tmp_path: Path, url: str, authority: Authority) -> None:
    with Store.open(filled(tmp_path / "ledger.db", 2)) as store:
        body = anchor(store, url, by=BY, at=AT).body
        token = base64.b64decode(body["token"])
        for place in range(7, len(token), 41):
            changed = token[:place] + bytes([token[place] ^ 1]) + token[place + 1 :]
            store.append("decision", body | {"token": base64.b64encode(changed).decode()}, by=BY, at=AT)
        first, *others = verify_anchors(store, [authority.root])
        assert first.problem is None
        assert len(others) > 20
        signed = [one for one in others if one.problem is None]
        # But for what no signature covers: the answer's status, and certificates that are sent along.
        assert len(signed) < len(others) / 2
        assert all(one.signed and one.time == body["time"] for one in signed)


def test_an_authority_that_does_not_stamp_is_told(tmp_path: Path, url: str, authority: Authority) -> None:
    def refusal(words: str) -> None:
        with pytest.raises(LedgerError, match=words) as caught:
            anchor(store, url, by=BY, at=AT, timeout=5)
        assert "nothing was anchored" in str(caught.value)
        assert len(str(caught.value).splitlines()) == 1
        assert store.head()[0] == 2

    with Store.open(filled(tmp_path / "ledger.db", 2)) as store:
        authority.answer = lambda query: b""
        refusal("the authority cannot be reached .*503")
        authority.answer = lambda query: b"<html>Sign in first</html>"
        refusal("the answer is no time stamp")
        authority.answer = lambda query: bytes(2 << 20)
        refusal("the answer is too large")
        # A request in a digest that the authority does not take.
        authority.answer = lambda query: authority.stamp(query.replace(bytes.fromhex("608648016503040201"),
                                                                       bytes.fromhex("608648016503040202")))
        refusal("the authority refused")
        with Store.open(filled(tmp_path / "other.db", 3)) as other:
            authority.answer = authority.stamp
            earlier = token_of(anchor(other, url, by=BY, at=AT))
        authority.answer = lambda query: earlier
        refusal("the token is for another hash")


def test_an_answer_to_an_earlier_request_is_refused(tmp_path: Path, url: str, authority: Authority) -> None:
    kept: list[bytes] = []

    def answer(query: bytes) -> bytes:
        kept.append(authority.stamp(query))
        return kept[0]

    authority.answer = answer
    for number in range(2):
        with Store.open(filled(tmp_path / f"{number}.db", 2)) as store:
            if number == 0:
                anchor(store, url, by=BY, at=AT)
                continue
            with pytest.raises(LedgerError, match="the token answers another request"):
                anchor(store, url, by=BY, at=AT)


def test_what_makes_no_sense_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(tmp_path / "ledger.db") as store:
        with pytest.raises(UsageError, match="it is empty"):
            anchor(store, "http://127.0.0.1:9/", by=BY, at=AT)
        statement = store.append(*decision()[:2], by=BY, at=AT)
        with pytest.raises(UsageError, match="statement 1 is no anchor"):
            token_of(statement)
        with pytest.raises(UsageError, match="no address of a time-stamping authority"):
            anchor(store, "file:///etc/passwd", by=BY, at=AT)
        with pytest.raises(LedgerError, match="the authority cannot be reached"):
            anchor(store, "http://127.0.0.1:9/", by=BY, at=AT)
        monkeypatch.setitem(sys.modules, "rfc3161_client", None)
        with pytest.raises(UsageError, match=r"pip install 'sayso\[anchor\]'"):
            anchor(store, "http://127.0.0.1:9/", by=BY, at=AT)


def test_what_was_changed_is_not_anchored(tmp_path: Path, url: str) -> None:
    path = Path(filled(tmp_path / "ledger.db", 3))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER statements_no_update")
        connection.execute("UPDATE statements SET \"by\" = 'somebody' WHERE number = 3")
    with Store.open(path) as store, pytest.raises(DamagedLedger, match="statement 3 was changed"):
        anchor(store, url, by=BY, at=AT)
