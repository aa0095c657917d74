"""The ledger's last hash, stamped with the time by others (RFC 3161): what was in it then cannot be written anew.

A time-stamping authority signs the hash of the last statement with the time; the token is kept in the ledger as a
decision, `{"action": "anchor", "number", "hash", "authority", "time", "token"}`. What is stamped is the hash itself, so
that anyone can verify a token (`token_of`) without sayso: `openssl ts -verify -digest HASH -in TOKEN -CAfile ROOT`.
"""

from __future__ import annotations

import base64
import http.client
import importlib
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sayso.errors import DamagedLedger, LedgerError, UsageError
from sayso.ledger.record import Record, statement_of
from sayso.ledger.statement import Statement
from sayso.ledger.store import Store

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest, TimeStampResponse, Verifier

ACTION = "anchor"
_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = 0
_LARGEST_ANSWER = 1 << 20


@dataclass(frozen=True, slots=True)
class Anchor:
    """One anchor verified: the statement that keeps it, the statement that it is for, that one's hash, who stamped it
    and when (UTC, ISO 8601); `signed` is whether the signature leads to one of the given roots, None where none were
    given; `problem` is what is wrong, None where nothing is."""

    statement: int
    number: int
    hash: str
    authority: str
    time: str | None
    signed: bool | None
    problem: str | None


def anchor(store: Store, url: str, *, by: str, at: str, timeout: float = 30.0) -> Statement:
    """Have the last statement's hash stamped by the authority at `url`, and keep the token in the ledger.

    Raises UsageError where the URL is none, the ledger is empty or rfc3161-client is not installed, LedgerError where
    the authority cannot be reached (within `timeout` seconds), refuses, or answers for something else.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise UsageError(f"{url}: it is no address of a time-stamping authority; give an http:// or https:// URL")
    client = _client()
    number, digest = store.head()
    last = store.record(number)
    if last is None:
        raise UsageError(f"{store.name}: it is empty; add a report before anchoring it")
    request = _request(client, last)
    answer = _post(url, request.as_bytes(), timeout)
    stamped = _decode(client, answer, url)
    problem = _problem(stamped, digest)
    if problem is None and stamped.tst_info.nonce != request.nonce:
        problem = "the token answers another request"
    if problem:
        raise LedgerError(f"{url}: {problem}; nothing was anchored")
    body = {"action": ACTION, "number": number, "hash": digest, "authority": url, "time": _time(stamped),
            "token": base64.b64encode(answer).decode("ascii"), "reason": None}
    return store.append("decision", body, by=by, at=at)


def verify_anchors(store: Store, roots: Iterable[bytes] = ()) -> Iterator[Anchor]:
    """Every anchor of a ledger, in its order, held against the statement that it is for. `roots` are the certificates
    (PEM or DER) that signatures must lead to; without any, only what was stamped is held against the ledger, and who
    signed it is not.

    Raises UsageError where rfc3161-client is not installed or a root is no certificate, and as `Store.records`.
    """
    client = _client()
    verifier = _verifier(client, list(roots))
    for record in store.records(kind="decision"):
        statement = statement_of(record)
        if statement.body.get("action") == ACTION:
            yield _verified(client, store, statement, verifier)


def token_of(statement: Statement) -> bytes:
    """The token of an anchor: the authority's whole answer in DER, as `openssl ts -verify -in` takes it. Raises
    UsageError where the statement is no anchor, DamagedLedger where its token is none."""
    if statement.kind != "decision" or statement.body.get("action") != ACTION:
        raise UsageError(f"statement {statement.number} is no anchor")
    try:
        return base64.b64decode(statement.body["token"], validate=True)
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedLedger(f"statement {statement.number} is an anchor without a token; verify the ledger") from error


def _client() -> Any:
    try:
        return importlib.import_module("rfc3161_client")
    except ImportError as error:
        raise UsageError("anchors need rfc3161-client: pip install 'sayso[anchor]'") from error


def _request(client: Any, last: Record) -> TimeStampRequest:
    """A request for the hash of a statement. The client hashes what it is given: so it is given what was hashed."""
    hashed = "\n".join((last.previous, str(last.number), last.kind, last.at, last.by, last.body)).encode()
    request: TimeStampRequest = (
        client.TimestampRequestBuilder().data(hashed).hash_algorithm(client.HashAlgorithm.SHA256).build()
    )
    if request.message_imprint.message.hex() != last.hash:
        raise DamagedLedger(f"statement {last.number} was changed: its content and its hash do not agree")
    return request


def _post(url: str, query: bytes, timeout: float) -> bytes:
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    request = urllib.request.Request(url, query, headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            data: bytes = answer.read(_LARGEST_ANSWER + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        reason = (str(error) or type(error).__name__).splitlines()[0]
        raise LedgerError(f"{url}: the authority cannot be reached ({reason}); nothing was anchored") from error
    if len(data) > _LARGEST_ANSWER:
        raise LedgerError(f"{url}: the answer is too large for a time stamp; nothing was anchored")
    return data


def _decode(client: Any, answer: bytes, url: str) -> TimeStampResponse:
    try:
        stamped: TimeStampResponse = client.decode_timestamp_response(answer)
    except ValueError as error:
        raise LedgerError(f"{url}: the answer is no time stamp (RFC 3161); nothing was anchored") from error
    return stamped


def _problem(stamped: TimeStampResponse, digest: str) -> str | None:
    """What is wrong with an answer as a stamp of a hash, its signature aside."""
    if stamped.status != _GRANTED:
        words = "; ".join(stamped.status_string) or f"status {stamped.status}"
        return f"the authority refused ({words})"
    imprint = stamped.tst_info.message_imprint
    if imprint.hash_algorithm.dotted_string != _SHA256 or imprint.message.hex() != digest:
        return "the token is for another hash"
    return None


def _time(stamped: TimeStampResponse) -> str:
    moment = stamped.tst_info.gen_time
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat().replace("+00:00", "Z")


def _verifier(client: Any, roots: list[bytes]) -> Verifier | None:
    if not roots:
        return None
    from cryptography import x509

    builder = client.VerifierBuilder()
    try:
        for root in roots:
            for certificate in (x509.load_pem_x509_certificates(root) if b"-----BEGIN" in root
                                else [x509.load_der_x509_certificate(root)]):
                builder = builder.add_root_certificate(certificate)
    except ValueError as error:
        raise UsageError("a root is no certificate; give the authority's in PEM or DER, each once") from error
    verifier: Verifier = builder.build()
    return verifier


def _verified(client: Any, store: Store, statement: Statement, verifier: Verifier | None) -> Anchor:
    """One anchor held against the ledger, and its signature against the roots."""
    body = statement.body
    number, digest = body.get("number"), body.get("hash")
    found = Anchor(statement.number, number if isinstance(number, int) else 0, str(digest), str(body.get("authority")),
                   None, None, None)
    try:
        stamped: TimeStampResponse = client.decode_timestamp_response(token_of(statement))
        kept = _hash_at(store, found.number, statement.number)
        problem = _problem(stamped, kept) or (None if kept == digest else "it names another hash than the ledger has")
        time = _time(stamped) if stamped.status == _GRANTED else None
    except (ValueError, LedgerError):
        return replace(found, problem="its token is no time stamp (RFC 3161)")
    if problem or verifier is None:
        return replace(found, time=time, problem=problem)
    try:
        verifier.verify(stamped, bytes.fromhex(found.hash))
    except (client.VerificationError, ValueError) as error:
        return replace(found, time=time, signed=False, problem=f"its signature leads to no given root ({error})")
    return replace(found, time=time, signed=True)


def _hash_at(store: Store, number: int, before: int) -> str:
    """The hash of the statement that an anchor is for; no hash where the ledger has none before the anchor."""
    if not 0 < number < before:
        return ""
    found = store.record(number)
    return found.hash if found is not None else ""
