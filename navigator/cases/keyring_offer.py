"""Keeps the passphrase in the system's keyring, where a person asks for it and there is one.

Without a keyring of the system it is simply not offered: no file of ours or of `keyrings.alt`
stands in for it.
"""

import contextlib
from typing import Any

SERVICE = "GuidelineNavigator cases"
# What the operating systems themselves bring; all else may be a file that anybody can read.
_TRUSTED = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.Windows",
    "keyring.backends.macOS",
)


def offered() -> bool:
    """Tell whether there is a keyring of the system."""
    return _backend() is not None


def keep(store: str, passphrase: str) -> bool:
    """Put the passphrase of a store into the keyring; tell whether it took it."""
    backend = _backend()
    if backend is None:
        return False
    with contextlib.suppress(*_refusals()):
        backend.set_password(SERVICE, store, passphrase)
        return True
    return False


def kept(store: str) -> str | None:
    """Return the passphrase of a store, None where the keyring has none or is closed."""
    backend = _backend()
    if backend is None:
        return None
    with contextlib.suppress(*_refusals()):
        passphrase: str | None = backend.get_password(SERVICE, store)
        return passphrase
    return None


def forget(store: str) -> None:
    """Take the passphrase of a store out of the keyring."""
    backend = _backend()
    if backend is not None:
        with contextlib.suppress(*_refusals()):
            backend.delete_password(SERVICE, store)


def _backend() -> Any:
    """Return the keyring of the system, None where there is none."""
    try:
        import keyring  # noqa: PLC0415  (an extra, and slow to import)
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        chosen = keyring.get_keyring()
    except (KeyringError, RuntimeError):
        return None
    several = getattr(chosen, "backends", None) or (chosen,)
    return next((one for one in several if type(one).__module__.startswith(_TRUSTED)), None)


def _refusals() -> tuple[type[Exception], ...]:
    from keyring.errors import KeyringError  # noqa: PLC0415  (there is a backend)

    return KeyringError, RuntimeError, OSError
