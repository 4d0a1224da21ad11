"""The signed visit record: what is written once and never changed.

Sealed are the canonical bytes of the submission with its form's hash, the record as it was before, the accepted and refused
changes, the answers as they were shown, and the signatures. The seal is the SHA-256 of the canonical MessagePack of all of
that, signed with the device's Ed25519 key.
"""

from __future__ import annotations

from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.oplog.operation import Value

SEALED_FIELDS = (
    "number",
    "form",
    "begun",
    "ended",
    "channel",
    "visitors",
    "interviewee",
    "refusal",
    "submission",
    "snapshot",
    "changes",
    "signatures",
    "answers",
    "raised",
    "marks",
    "members",
    "language",
)

SEALED_IF_THERE = ("attachments", "signers")
"""Sealed as well where a visit has them; the hash of one without them is that of before there were any."""


def digest(fields: dict[str, Value]) -> bytes:
    """Give the hash over the sealed fields of a visit."""
    names = (*SEALED_FIELDS, *(name for name in SEALED_IF_THERE if fields.get(name) is not None))
    ordered = [[name, fields.get(name)] for name in names]
    return sha256(msgspec.msgpack.encode(ordered, order="sorted")).digest()


def seal(fields: dict[str, Value], private_key: bytes) -> dict[str, Value]:
    """Give the seal of a visit: hash, signature and public key."""
    key = Ed25519PrivateKey.from_private_bytes(private_key)
    hash_ = digest(fields)
    return {"sha256": hash_, "signature": key.sign(hash_), "key": key.public_key().public_bytes_raw()}


def intact(fields: dict[str, Value]) -> bool:
    """Tell whether a visit still is what was signed."""
    sealed = fields.get("seal")
    if not isinstance(sealed, dict):
        return False
    hash_, signature, key = sealed.get("sha256"), sealed.get("signature"), sealed.get("key")
    if not (isinstance(hash_, bytes) and isinstance(signature, bytes) and isinstance(key, bytes)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, hash_)
    except InvalidSignature:
        return False
    return hash_ == digest(fields)
