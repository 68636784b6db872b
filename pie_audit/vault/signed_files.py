"""Signing what travels between workspaces with one's own key, proving it, and six words for a key that signed."""

from __future__ import annotations

from pie_audit.vault import sealing
from pie_audit.vault.open_vault import OpenVault, verify
from pie_audit.vault.public_keys import words_of

KEY_BYTES, SIGNATURE_BYTES = 32, 64


def sign_file(vault: OpenVault, statement: bytes) -> bytes:
    """64 bytes (Ed25519, the same each time) that prove who made the file."""
    return vault.sign(statement)


def is_proved(signer: bytes, statement: bytes, signature: bytes) -> bool:
    """Whether the holder of `signer` signed exactly this."""
    if len(signer) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        return False
    return verify(signer, statement, signature)


def signer_words(signer: bytes) -> str:
    """Six words for a signing key, the same on every screen: whoever signs reads them out, whoever got it compares.

    66 bits of BLAKE2b-256. There is no key of the reader's in them: the two share no workspace.
    """
    return words_of(sealing.digest(signer, label="pie-signer-v1"))
