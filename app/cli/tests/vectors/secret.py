"""Makes secret.json: secrets of jurors, by another implementation than the command line's.

Needs Python's `cryptography`. Run from anywhere: python3 secret.py > secret.json
"""

import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
PROGRAM = "ACzmesapUTGqqD5peEv1Wy44Ho7GwRenDH3MKCQJTtvv"


def base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    return number.to_bytes(32, "big")


def vector(seed, case, round_, juror):
    name = base58(case)
    text = (
        "Civitas court: the secret of a juror\n\n"
        "Sign this only where you vote as a juror. Whoever has the signature can read your choice before you reveal it.\n\n"
        f"Program: {PROGRAM}\nCase: {name}\nRound: {round_}\nJuror: {juror}\n"
    )
    signature = Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32)).sign(text.encode())
    salt = hashlib.sha256(signature).digest()
    head = b"civitas court commitment v1" + from_base58(PROGRAM) + case + bytes([round_]) + juror.to_bytes(4, "little")
    commitments = [hashlib.sha256(head + bytes([choice]) + salt).hexdigest() for choice in (1, 2, 3)]
    return {"seed": seed, "case": name, "round": round_, "juror": juror, "salt": salt.hex(), "commitments": commitments}


print(json.dumps([
    vector(1, bytes([9] * 32), 0, 0),
    vector(1, bytes([9] * 32), 1, 300),
    vector(7, bytes(range(32)), 4, 2**32 - 1),
    vector(255, bytes([255] * 32), 2, 65_536),
], indent=2))
