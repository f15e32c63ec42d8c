"""Certificates for the demo's web, made on the spot: good ones, and one of each kind of bad."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_DAY = timedelta(days=1)
_LIVES = {"expiring": (-360 * _DAY, 5 * _DAY), "expired": (-400 * _DAY, -12 * _DAY)}
"""From when to when certificates of a kind are good, counted from now."""
_LIFE = (-_DAY, 60 * _DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A certificate authority that lives as long as one demo, and may speak for `.example` names only."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @classmethod
    def made(cls) -> "Authority":
        """A new authority."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name("Demo certificate authority")
        builder = _dated(x509.CertificateBuilder().subject_name(name).issuer_name(name), key, start=-500 * _DAY, end=90 * _DAY)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        builder = builder.add_extension(_USAGE_OF_AUTHORITY, critical=True)
        builder = builder.add_extension(x509.NameConstraints([x509.DNSName("example")], None), critical=True)
        return cls(key=key, certificate=builder.sign(key, hashes.SHA256()))

    def save(self, path: Path) -> Path:
        """Write the certificate for clients that shall trust it."""
        path.write_bytes(self.certificate.public_bytes(serialization.Encoding.PEM))
        return path

    def context(self, names: tuple[str, ...], *, folder: Path, kind: str) -> SSLContext:
        """What a server of `names` presents: a certificate of a kind of `Site.tls`."""
        key = ec.generate_private_key(ec.SECP256R1())
        shown = ("shared-hosting.example",) if kind == "wrong-host" else names
        start, end = _LIVES.get(kind, _LIFE)
        subject = _name(shown[0])
        issuer, signer = (subject, key) if kind == "self-signed" else (self.certificate.subject, self.key)
        builder = _dated(x509.CertificateBuilder().subject_name(subject).issuer_name(issuer), key, start=start, end=end)
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in shown]), critical=False)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
        certificate = builder.add_extension(authority_key, critical=False).sign(signer, hashes.SHA256())
        return _context(folder / f"{kind}.pem", key, certificate)


_USAGE_OF_AUTHORITY = x509.KeyUsage(
    digital_signature=False,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _dated(
    builder: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey, *, start: timedelta, end: timedelta
) -> x509.CertificateBuilder:
    # The wall clock of this machine, not of the run: it is OpenSSL that reads these dates.
    now = datetime.now(UTC)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    return builder.not_valid_before(now + start).not_valid_after(now + end)


def _context(path: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> SSLContext:
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.touch(mode=0o600)
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = SSLContext(PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context
