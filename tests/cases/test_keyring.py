"""The system's keyring: offered where there is one, and nothing stands in for it."""

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, NoKeyringError

from navigator.cases import keyring_offer


class Known(KeyringBackend):
    """A keyring as the system has it, by the name of its module."""

    priority = 1

    def __init__(self, refusing=False):
        self.held = {}
        self.refusing = refusing

    def set_password(self, service, username, password):
        if self.refusing:
            raise KeyringError("closed")
        self.held[service, username] = password

    def get_password(self, service, username):
        if self.refusing:
            raise KeyringError("closed")
        return self.held.get((service, username))

    def delete_password(self, service, username):
        del self.held[service, username]


Known.__module__ = "keyring.backends.SecretService"


class Elsewhere(Known):
    """A keyring in a file that anybody can read."""


Elsewhere.__module__ = "keyrings.alt.file"


def use(monkeypatch, backend):
    monkeypatch.setattr(keyring, "get_keyring", lambda: backend)


def test_a_passphrase_is_kept_and_forgotten(monkeypatch):
    use(monkeypatch, Known())
    assert keyring_offer.offered()
    assert keyring_offer.keep("store", "secret")
    assert keyring_offer.kept("store") == "secret"
    keyring_offer.forget("store")
    assert keyring_offer.kept("store") is None


def test_a_keyring_in_a_file_is_never_offered(monkeypatch):
    use(monkeypatch, Elsewhere())
    assert not keyring_offer.offered()
    assert not keyring_offer.keep("store", "secret")
    assert keyring_offer.kept("store") is None


def test_of_several_keyrings_only_that_of_the_system_is_used(monkeypatch):
    system, file = Known(), Elsewhere()
    use(monkeypatch, type("Chain", (), {"backends": [file, system]})())
    keyring_offer.keep("store", "secret")
    assert list(system.held.values()) == ["secret"]
    assert file.held == {}


def test_without_a_keyring_nothing_is_offered_and_nothing_fails(monkeypatch):
    def none():
        raise NoKeyringError("no recommended backend")

    monkeypatch.setattr(keyring, "get_keyring", none)
    assert not keyring_offer.offered()
    keyring_offer.forget("store")


def test_a_keyring_that_is_closed_keeps_nothing(monkeypatch):
    use(monkeypatch, Known(refusing=True))
    assert not keyring_offer.keep("store", "secret")
    assert keyring_offer.kept("store") is None


def test_without_the_library_nothing_is_offered(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "keyring", None)
    assert not keyring_offer.offered()


@pytest.mark.parametrize("module", ["keyring.backends.fail", "keyring.backends.null"])
def test_a_keyring_that_only_pretends_is_not_offered(monkeypatch, module):
    pretending = type("Keyring", (), {})
    pretending.__module__ = module
    use(monkeypatch, pretending())
    assert not keyring_offer.offered()
