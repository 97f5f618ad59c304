"""An archive sealed with a key: nobody reads it without, and nobody changes it unseen.

AES-256-GCM in chunks, each sealed with its number and with whether it is the last (the STREAM construction
of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), so that none can be changed, left out, exchanged or cut
off. The key of one archive comes from BACKUP_KEY by scrypt with a salt of its own. docs/backup-format.md.
"""

import hmac
import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from keeping.refusal import BadArchive, KeepingError

MAGIC = b"BIANWU-SEALED-1\n"
_SALT, _CHECK, _TAG = 16, 32, 16
CHUNK = 64 * 1024
LEAST_KEY = 16
_HEADER = len(MAGIC) + _SALT + _CHECK


def check_key(key: str) -> str:
    """The key without blanks at its ends. Raises: KeepingError, for one that could be guessed."""
    key = key.strip()
    if 0 < len(key) < LEAST_KEY:
        raise KeepingError(f"BACKUP_KEY 太短，至少要 {LEAST_KEY} 个字符。")
    return key


def _keys(key: str, salt: bytes) -> tuple[AESGCM, bytes]:
    # 32 MB and a tenth of a second: guessing a passphrase is made dear.
    both = Scrypt(salt=salt, length=64, n=2**15, r=8, p=1).derive(key.encode())
    return AESGCM(both[:32]), both[32:]


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


class SealingWriter:
    """Seals what is written to it, in order; ``close`` writes the last chunk."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        salt = os.urandom(_SALT)
        self._file, self._number, self._waiting = file, 0, bytearray()
        self._cipher, check = _keys(key, salt)
        self._header = MAGIC + salt + check
        file.write(self._header)

    def write(self, data: bytes) -> int:
        """Take bytes. A chunk goes out when more follows it, because the last one is marked."""
        self._waiting += data
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Seal what is left. The file below stays open."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, data: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, data, self._header))
        self._number += 1


class SealedReader:
    """Reads what a ``SealingWriter`` wrote, in order."""

    def __init__(self, file: IO[bytes], key: str) -> None:
        """Raises: KeepingError, without a key or with another one; BadArchive."""
        self._file, self._number, self._open, self._at, self._ended = file, 0, b"", 0, False
        self._header = file.read(_HEADER)
        if len(self._header) < _HEADER:
            raise BadArchive("备份文件不完整，只有一个开头。")
        if not key:
            raise KeepingError("这份备份是加密的：请先设置 BACKUP_KEY（或 BACKUP_KEY_FILE）。")
        salt = self._header[len(MAGIC) : len(MAGIC) + _SALT]
        self._cipher, check = _keys(key, salt)
        if not hmac.compare_digest(check, self._header[-_CHECK:]):
            raise KeepingError("BACKUP_KEY 不是这份备份加密时用的那一个，打不开。")
        self._next = file.read(CHUNK + _TAG)

    def read(self, count: int = -1) -> bytes:
        """Up to ``count`` bytes, fewer only at the end. Raises: BadArchive."""
        parts = []
        while count:
            if self._at == len(self._open):
                if self._ended:
                    break
                self._turn()
                continue
            part = self._open[self._at :] if count < 0 else self._open[self._at : self._at + count]
            self._at += len(part)
            count -= len(part) if count > 0 else 0
            parts.append(part)
        return b"".join(parts)

    def _turn(self) -> None:
        sealed, self._next = self._next, self._file.read(CHUNK + _TAG)
        self._ended = not self._next
        try:
            self._open = self._cipher.decrypt(_nonce(self._number, last=self._ended), sealed, self._header)
        except InvalidTag as error:
            raise BadArchive("备份文件被截断或改动过，不能使用。") from error
        self._number, self._at = self._number + 1, 0
