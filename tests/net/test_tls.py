"""Certificates and handshakes, with real ones."""

import asyncio
import contextlib
import os
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from audit.model.probe import Reason
from audit.net import open_exchanger
from audit.ports import Request
from tests.net.kit import OK, PATIENT, FastClock, patient, serving, settings

NAME = "site.example.org"
URL = f"https://{NAME}/"
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def ca_file(authority, tmp_path):
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def context(cert=None):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if cert is not None:
        cert.configure_cert(made)
    return made


def own(tmp_path, *, key=None, san=True, self_signed=True, issuer=None):
    """A context with a certificate made by hand."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    builder = x509.CertificateBuilder().subject_name(subject).public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(NOW - DAY).not_valid_after(NOW + 90 * DAY)
    if san:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
    signer, name = (key, subject) if self_signed else issuer
    path = tmp_path / "own.pem"
    cert = builder.issuer_name(name).sign(signer, hashes.SHA256())
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + cert.public_bytes(serialization.Encoding.PEM))
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.set_ciphers("ALL:@SECLEVEL=0")
    made.load_cert_chain(path)
    return made


@contextlib.contextmanager
def blocking(tls):
    """A server that leaves its alerts to OpenSSL, as web servers do; asyncio's own swallow them."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        with contextlib.suppress(OSError):
            while True:
                raw, _ = listener.accept()
                with contextlib.suppress(OSError), tls.wrap_socket(raw, server_side=True, do_handshake_on_connect=False) as wrapped:
                    try:
                        wrapped.do_handshake()
                        wrapped.recv(4096)
                        wrapped.sendall(OK)
                    except ssl.SSLError:  # the alert is out; what the client still sends is read, lest a reset overtakes it
                        with socket.socket(fileno=os.dup(wrapped.fileno())) as plain:
                            plain.settimeout(30)
                            plain.shutdown(socket.SHUT_WR)
                            while plain.recv(4096):
                                pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(30)


async def ask_at(port, ca_file, **more):
    async with open_exchanger(settings((NAME, 443, port), ca_file=ca_file, retries=0), FastClock()) as exchanger:
        return await exchanger.exchange(Request(url=URL, max_bytes=100, **more))


async def ask(tls, ca_file, request=None, **more):
    async with serving(OK, tls=tls) as server:
        chosen = settings((NAME, 443, server.port), ca_file=ca_file, **more)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            return await exchanger.exchange(request or Request(url=URL, max_bytes=100))


async def test_a_good_certificate_is_told(authority, ca_file):
    answer = await ask(context(authority.issue_cert(NAME)), ca_file)

    assert answer.status == 200
    assert answer.certificate is not None
    assert answer.certificate.not_before < answer.at < answer.certificate.not_after


async def test_an_old_certificate_is_expired(authority, ca_file):
    cert = authority.issue_cert(NAME, not_before=NOW - 9 * DAY, not_after=NOW - DAY)
    answer = await ask(context(cert), ca_file)

    assert (answer.failure.reason, answer.failure.code) == (Reason.TLS_CERTIFICATE, "cert-expired")


async def test_a_certificate_of_tomorrow_is_not_yet_valid(authority, ca_file):
    cert = authority.issue_cert(NAME, not_before=NOW + DAY, not_after=NOW + 9 * DAY)
    answer = await ask(context(cert), ca_file)

    assert answer.failure.code == "cert-not-yet-valid"


async def test_a_certificate_for_another_host_is_told_so(authority, ca_file):
    answer = await ask(context(authority.issue_cert("other.example.org")), ca_file)

    assert answer.failure.code == "cert-wrong-host"


async def test_an_unknown_authority_is_not_trusted(ca_file):
    answer = await ask(context(trustme.CA().issue_cert(NAME)), ca_file)

    assert answer.failure.code == "cert-untrusted"


async def test_a_self_signed_certificate_is_told_so(ca_file, tmp_path):
    answer = await ask(own(tmp_path), ca_file)

    assert answer.failure.code == "cert-self-signed"


async def test_a_common_name_alone_is_refused_as_browsers_do(authority, ca_file, tmp_path):
    key = serialization.load_pem_private_key(authority.private_key_pem.bytes(), None)
    name = x509.load_pem_x509_certificate(authority.cert_pem.bytes()).subject
    answer = await ask(own(tmp_path, san=False, self_signed=False, issuer=(key, name)), ca_file)

    assert answer.failure.code == "cert-wrong-host"


async def test_a_certificate_without_key_identifiers_is_accepted_on_every_python(authority, ca_file, tmp_path):
    key = serialization.load_pem_private_key(authority.private_key_pem.bytes(), None)
    name = x509.load_pem_x509_certificate(authority.cert_pem.bytes()).subject
    answer = await ask(own(tmp_path, self_signed=False, issuer=(key, name)), ca_file)

    assert answer.status == 200


async def test_a_weak_key_is_told_so(authority, ca_file, tmp_path):
    key = serialization.load_pem_private_key(authority.private_key_pem.bytes(), None)
    name = x509.load_pem_x509_certificate(authority.cert_pem.bytes()).subject
    weak = rsa.generate_private_key(65537, 1024)
    answer = await ask(own(tmp_path, key=weak, self_signed=False, issuer=(key, name)), ca_file)

    assert answer.failure.code == "cert-weak"


async def test_behind_a_bad_certificate_there_is_a_page_all_the_same(ca_file):
    answer = await ask(context(trustme.CA().issue_cert("other.example.org")), ca_file, Request(url=URL, max_bytes=100, verify=False))

    assert (answer.status, answer.verified) == (200, False)
    assert answer.certificate is not None


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1 is deprecated")
async def test_an_old_version_is_told_apart_and_readable_without_verifying(authority, ca_file):
    old = context(authority.issue_cert(NAME))
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1
    old.set_ciphers("ALL:@SECLEVEL=0")

    with blocking(old) as port:
        answer = await ask_at(port, ca_file)
        look = await ask_at(port, ca_file, verify=False)

    assert (answer.failure.reason, answer.failure.code) == (Reason.TLS_HANDSHAKE, "tls-legacy")
    assert (look.status, look.tls_version) == (200, "TLSv1")


async def test_a_server_that_wants_our_certificate_is_told_apart(authority, ca_file):
    wants = context(authority.issue_cert(NAME))
    authority.configure_trust(wants)
    wants.verify_mode = ssl.CERT_REQUIRED

    with blocking(wants) as port:
        answer = await ask_at(port, ca_file)

    assert answer.failure.code == "client-certificate", answer.failure


async def test_plain_http_where_tls_should_be_is_told_apart(ca_file):
    async def answer_plainly(reader, writer):
        await reader.read(10)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    listener = await asyncio.start_server(answer_plainly, "127.0.0.1", 0)
    async with listener:
        chosen = settings((NAME, 443, listener.sockets[0].getsockname()[1]), ca_file=ca_file, retries=0)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            answer = await exchanger.exchange(Request(url=URL))

    assert (answer.failure.reason, answer.failure.code) == (Reason.TLS_HANDSHAKE, "not-tls")


@pytest.mark.parametrize("silent", [True, False], ids=["silence", "closing"])
async def test_a_handshake_that_does_not_come_about_is_told_apart(ca_file, silent):
    async def hang(reader, writer):
        if silent:
            await reader.read()
            await reader.read()
        writer.close()

    listener = await asyncio.start_server(hang, "127.0.0.1", 0)
    async with listener:
        budgets = patient(tls=0.5) if silent else PATIENT
        chosen = settings((NAME, 443, listener.sockets[0].getsockname()[1]), ca_file=ca_file, retries=0, timeouts=budgets)
        async with open_exchanger(chosen, FastClock()) as exchanger:
            answer = await exchanger.exchange(Request(url=URL))

    if silent:
        assert answer.failure.reason is Reason.TLS_TIMEOUT
    else:
        assert (answer.failure.reason, answer.failure.code) == (Reason.TLS_HANDSHAKE, "tls-closed")


async def test_the_forgiving_reader_verifies_too(authority, ca_file):
    good = await ask(context(authority.issue_cert(NAME)), ca_file, Request(url=URL, max_bytes=100, lenient=True))
    bad = await ask(context(trustme.CA().issue_cert(NAME)), ca_file, Request(url=URL, max_bytes=100, lenient=True))

    assert good.status == 200
    assert bad.failure.code == "cert-untrusted"
