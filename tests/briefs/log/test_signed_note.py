"""Checkpoints are C2SP's: a known note is read, ours come back as they were written, nothing else does."""

from __future__ import annotations

import pytest

from briefs.errors import UserError
from briefs.log.keys import key_file, make_key, own_key
from briefs.log.signed_note import (
    Checkpoint,
    NoCheckpoint,
    checkpoint,
    decoded,
    read_checkpoint,
    read_public_key,
    signatures_by,
)

# The example of the documentation of Go's package note, from which C2SP's format comes.
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="


def test_the_known_note_is_signed_by_its_key():
    key = read_public_key(VERIFIER)
    signed = ((key.name, decoded(SIGNATURE)),)
    assert signatures_by([key], Checkpoint("", 0, b"", NOTE, signed)) == [key]
    assert signatures_by([key], Checkpoint("", 0, b"", NOTE.replace("If", "When"), signed)) == []
    assert str(key) == VERIFIER


def test_a_checkpoint_comes_back_as_it_was_written():
    key = make_key("record.example/log")
    signed = key.signed(checkpoint("record.example/log", 7, bytes(range(32))))
    assert read_checkpoint(str(signed)) == signed
    assert str(signed).split("\n")[:4] == [
        "record.example/log", "7", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", "",
    ]  # fmt: skip
    assert signatures_by([key.public], signed) == [key.public]
    assert signatures_by([make_key("other").public], signed) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n7\n", "\n07\n"), ("\n7\n", "\n-7\n"), ("\n7\n", "\n7.0\n"), ("\n7\n", "\n\n"), ("\n\n", "\n"),
        ("AAEC", "AAE"), ("8=\n", "8\n"), ("8=\n", "9=\n"), ("— ", "- "), ("— ", "—"), ("8=\n", "8= \n"),
        ("\n\n—", "\n\n\n—"),
    ],
)  # fmt: skip
def test_what_is_written_otherwise_is_no_checkpoint(old, new):
    whole = str(make_key("log").signed(checkpoint("log", 7, bytes(range(32)))))
    assert old in whole
    with pytest.raises(NoCheckpoint):
        read_checkpoint(whole.replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a+b",
        "a+00000000+AAAA",
        VERIFIER[:-4],
        VERIFIER.replace("Peter", "Paul"),
        VERIFIER.replace("c7", "C7"),
    ],
)
def test_what_is_no_key_says_so(text):
    with pytest.raises(UserError, match="no public key"):
        read_public_key(text)


def test_a_key_is_its_owners_alone():
    key = make_key("record.example/log")
    file = key_file(key.public)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert own_key(key.public) == key
    file.chmod(0o644)
    with pytest.raises(UserError, match="others may read"):
        own_key(key.public)
    file.chmod(0o600)
    file.write_text("PRIVATE+KEY+nothing")
    with pytest.raises(UserError, match="private key"):
        own_key(key.public)
    file.unlink()
    assert own_key(key.public) is None


@pytest.mark.parametrize("name", ["", "two words", "a+b", "line\nbreak", "x" * 201])
def test_a_log_has_a_name_that_a_checkpoint_can_hold(name):
    with pytest.raises(UserError, match="no name of a log"):
        make_key(name)
