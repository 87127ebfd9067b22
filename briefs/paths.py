"""Where the library lies, and where what is derived from it is kept."""

from __future__ import annotations

import os
import sys
import zlib
from pathlib import Path

from briefs.errors import UserError

_HERE = Path(__file__).parent


def embedded_library_dir() -> Path:
    """The library that comes with the program: inside the wheel, or the checkout itself."""
    carried = _HERE / "embedded"
    return carried if carried.is_dir() else _HERE.parent


def library_dir(chosen: str | os.PathLike[str] | None = None) -> Path:
    """The library folder: `chosen`, else ONRECORD_LIBRARY, else the embedded one.

    One with settings alone, whose index comes from elsewhere, will do. Raises UserError for any other.
    """
    named = chosen or os.environ.get("ONRECORD_LIBRARY")
    if not named:
        return embedded_library_dir()
    root = Path(named).expanduser().resolve()
    if not (root / "seeds").is_dir() and not (root / "config/settings.yaml").is_file():
        raise UserError(
            f"{named} is no library: it has no folder “seeds”", f"make one with `onrecord init {named}`"
        )
    return root


def is_embedded(root: Path) -> bool:
    """True for the library that came installed: it is not for writing to. A checkout may be written."""
    return root == _HERE / "embedded"


def _user_cache() -> str:
    """The cache folder that platformdirs names; on Linux the same without loading it, which takes 40 ms."""
    if sys.platform == "linux":
        base = os.environ.get("XDG_CACHE_HOME", "").strip()
        return os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.cache"), "onrecord")
    from platformdirs import user_cache_dir

    return user_cache_dir("onrecord", appauthor=False)


def cache_dir(root: Path) -> Path:
    """The folder for what is derived from the library at `root`: ONRECORD_CACHE or the user's cache."""
    base = os.environ.get("ONRECORD_CACHE") or _user_cache()
    name = f"{root.name}-{zlib.crc32(str(root).encode()):08x}"
    return Path(base).expanduser() / name


def followed_dir(cache: Path) -> Path:
    """Where an index that comes from another machine lies, of a library whose own would lie in `cache`."""
    return cache / "followed"


def data_dir() -> Path:
    """The folder for what must not be lost: ONRECORD_DATA, else the user's data folder."""
    named = os.environ.get("ONRECORD_DATA")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_dir  # only here: a start with ONRECORD_DATA does not need it

    return Path(user_data_dir("onrecord", appauthor=False))
