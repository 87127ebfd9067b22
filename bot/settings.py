"""The bot's settings: config/settings.yaml of the library, and what the environment says."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.private_files import make_private_folder
from briefs.errors import LibraryInvalid, Problem, UserError
from briefs.paths import data_dir
from briefs.render import is_web_address

if TYPE_CHECKING:
    from briefs.library import YamlMapping

FILE = "config/settings.yaml"
API_URL_VARIABLE = "ONRECORD_DISCORD_API"

_HOST_AND_PORT = re.compile(r"(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}")
_SUCH_AN_ADDRESS = "a host and a port such as 127.0.0.1:9464"


class Secret:
    """Discord's token. It shows itself to nobody who does not ask for `secret`."""

    __slots__ = ("secret",)

    def __init__(self, secret: str) -> None:
        self.secret = secret

    def __repr__(self) -> str:
        return "Token(…)"


@dataclass(frozen=True, slots=True)
class Cooldown:
    """How often one user may ask: `uses` in `seconds`."""

    uses: int = 20
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """Where the bot answers over HTTP: without a port nowhere. `rate`: questions a second of one address.

    `address` is how others reach that from outside.
    """

    port: int | None = None
    host: str = "127.0.0.1"
    rate: float = 100.0
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Backups:
    """A copy of the state into `folder` every `hours`, of which `keep` stay; no folder: none by itself."""

    folder: str | None = None
    hours: float = 24
    keep: int = 7


@dataclass(frozen=True, slots=True)
class Settings:
    """What config/settings.yaml says. `curators` are users, in `curating_servers` a role counts as well.

    `state` is a file or an SQLAlchemy address. Into `health_file` the bot writes how it is doing, as JSON; at
    the address `metrics` Prometheus reads it. A briefing whose time was missed by up to `catch_up_hours` is
    still sent. All ids are Discord's. The built site lies at the address `site`; of `whole_articles` (ids or
    publishers) it shows the text whole. The index is published to the folder `publish_to`, or comes from
    `library_from`, a folder or an address. Without `message_content` the words of messages are asked for only
    where a server has quotations watched.
    """

    prefix: str = "!"
    owners: tuple[int, ...] = ()
    curators: tuple[int, ...] = ()
    curating_servers: tuple[int, ...] = ()
    curators_channel: int | None = None
    state: str | None = None
    health_file: str | None = None
    metrics: str | None = None
    log_format: str = "text"
    cooldown: Cooldown = field(default_factory=Cooldown)
    backups: Backups = field(default_factory=Backups)
    catch_up_hours: float = 6.0
    site: str | None = None
    message_content: bool = True
    serve: ServeSettings = field(default_factory=ServeSettings)
    whole_articles: tuple[str, ...] = ()
    publish_to: str | None = None
    library_from: str | None = None

    @property
    def feeds_at(self) -> str | None:
        """The address below which people's feeds lie: as it is named, or that of the site beside the bot."""
        at = self.serve.address or (self.site if self.serve.port is not None else None)
        return at and f"{at.rstrip('/')}/follow/"


def read_settings(root: Path) -> Settings:
    """The settings of the library at `root`, or the defaults. Raises LibraryInvalid with every problem."""
    path = root / FILE
    if not path.is_file():
        return Settings()
    problems: list[Problem] = []
    from briefs.library import ProblemSink, read_mapping  # a library without this file needs no YAML for it

    mapping = read_mapping(path.read_bytes(), ProblemSink(FILE, problems))
    settings = _settings(mapping) if mapping else Settings()
    if problems:
        raise LibraryInvalid(tuple(sorted(problems)))
    return settings


def _settings(mapping: YamlMapping) -> Settings:
    cooldown, serve = mapping.section("cooldown"), mapping.section("serve")
    settings = Settings(
        prefix=mapping.text("prefix") or "!",
        owners=_ids(mapping, "owners"),
        curators=_ids(mapping, "curators"),
        curating_servers=_ids(mapping, "curating_servers"),
        curators_channel=next(iter(_id(mapping, "curators_channel")), None),
        state=mapping.text("state"),
        health_file=mapping.text("health_file"),
        metrics=_metrics(mapping),
        log_format=mapping.one_of("log_format", ("text", "json"), "text"),
        cooldown=_cooldown(cooldown) if cooldown else Cooldown(),
        backups=_backups(mapping.section("backups")),
        catch_up_hours=float(mapping.number("catch_up_hours", 0, 23, 6) or 0),
        site=_web_address(mapping, "site"),
        message_content=mapping.flag("message_content", True),
        serve=_serve(serve) if serve else ServeSettings(),
        whole_articles=tuple(mapping.texts("whole_articles")),
        publish_to=mapping.text("publish_to"),
        library_from=mapping.text("library_from"),
    )
    mapping.reject_unknown_keys()
    return settings


def _cooldown(mapping: YamlMapping) -> Cooldown:
    uses = mapping.number("uses", 1, 10_000, 20) or 20
    seconds = mapping.number("seconds", 1, 3600, 20) or 20
    mapping.reject_unknown_keys()
    return Cooldown(int(uses), float(seconds))


def _serve(mapping: YamlMapping) -> ServeSettings:
    port, rate = mapping.number("port", 1, 65535, None), mapping.number("rate", 0, 1_000_000, 100)
    host, address = mapping.text("host") or ServeSettings().host, _web_address(mapping, "address")
    mapping.reject_unknown_keys()
    rate = 100 if rate is None else rate
    return ServeSettings(None if port is None else int(port), host, float(rate), address)


def _backups(mapping: YamlMapping | None) -> Backups:
    if mapping is None:
        return Backups()
    folder = mapping.text("folder")
    hours = mapping.number("hours", 1, 24 * 31, 24) or 24
    keep = mapping.number("keep", 1, 400, 7) or 7
    mapping.reject_unknown_keys()
    return Backups(folder, float(hours), int(keep))


def _web_address(mapping: YamlMapping, key: str) -> str | None:
    address = mapping.text(key)
    if address is not None and not is_web_address(address):
        mapping.problem(key, f"“{address}” is no web address", "an address such as https://record.example/")
        return None
    return address


def _metrics(mapping: YamlMapping) -> str | None:
    address = mapping.text("metrics")
    if address is None or _HOST_AND_PORT.fullmatch(address):
        return address
    mapping.problem("metrics", f"“{address}” is no address", _SUCH_AN_ADDRESS)
    return None


def _ids(mapping: YamlMapping, key: str) -> tuple[int, ...]:
    texts = mapping.texts(key)
    for number, text in enumerate(texts):
        if not text.isdigit():
            mapping.problem(key, f"“{text}” is no id", "a Discord id: digits only", number)
    return tuple(int(text) for text in texts if text.isdigit())


def _id(mapping: YamlMapping, key: str) -> tuple[int, ...]:
    text = mapping.text(key)
    if text is not None and not text.isdigit():
        mapping.problem(key, f"“{text}” is no id", "a Discord id: digits only")
        return ()
    return (int(text),) if text else ()


def read_token() -> Secret:
    """From DISCORD_TOKEN, or the file that DISCORD_TOKEN_FILE names. Raises UserError."""
    named = os.environ.get("DISCORD_TOKEN_FILE")
    secret = os.environ.get("DISCORD_TOKEN", "")
    if not secret and named:
        try:
            secret = Path(named).expanduser().read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise UserError(
                "the file that DISCORD_TOKEN_FILE names cannot be read", "check its path"
            ) from None
    secret = secret.strip()
    if not secret:
        raise UserError(
            "there is no Discord token", "set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file with it"
        )
    # it goes into a header, where such a token fails without a word of help
    if not secret.isascii() or not secret.isprintable() or " " in secret:
        raise UserError("the Discord token is damaged", "copy it again from the developer portal")
    return Secret(secret)


def data_folder() -> Path:
    """Where the bot keeps its state: ONRECORD_DATA, else the user's data folder."""
    return data_dir()


def existing_state(settings: Settings) -> str | Path | None:
    """The address of the state database; None where it would be a file that is not there. Makes nothing."""
    address = _named_state(settings)
    return address if isinstance(address, str) or address.is_file() else None


def _named_state(settings: Settings) -> str | Path:
    named = os.environ.get("ONRECORD_STATE") or settings.state
    if named and "://" in named:
        return named
    return Path(named).expanduser() if named else data_folder() / "state.db"


def state_address(settings: Settings) -> str | Path:
    """Where the state database is: ONRECORD_STATE, else the settings, else a file in data_folder().

    An SQLAlchemy address as it stands, or a file, whose folder is made. Raises UserError where it cannot be.
    """
    file = _named_state(settings)
    if isinstance(file, str):
        return file
    try:
        # A folder that somebody named for the file alone may hold other things, and is left as it is.
        make_private_folder(file.parent, tighten=file.parent == data_folder())
    except OSError as error:
        raise UserError(
            f"the folder of the state database cannot be made: {error.strerror}", "set ONRECORD_DATA"
        ) from None
    return file


def written_folders(settings: Settings) -> dict[str, Path]:
    """The folders that the bot writes to beside the data folder and the index, by what they hold."""
    state = _named_state(settings)
    folders = {"state": state.parent} if isinstance(state, Path) else {}
    if named := os.environ.get("ONRECORD_HEALTH") or settings.health_file:
        folders["health file"] = Path(named).expanduser().parent
    if settings.backups.folder:
        folders["backups"] = Path(settings.backups.folder).expanduser()
    if published := publishing_folder(settings):
        folders["published index"] = published
    return {what: folder for what, folder in folders.items() if folder != data_folder()}


def health_file(settings: Settings) -> tuple[Path, bool]:
    """As the environment or the settings name it; else beside the state database, and its owner's alone."""
    named = os.environ.get("ONRECORD_HEALTH") or settings.health_file
    if named:
        return Path(named).expanduser(), False
    address = state_address(settings)
    return (address.parent if isinstance(address, Path) else data_folder()) / "health.json", True


def health_file_of(file: Path, slot: int) -> Path:
    """That of one process of several on this machine, beside the place of a single one's."""
    return file.with_name(f"{file.stem}-{slot}{file.suffix}")


def library_source(settings: Settings) -> str | None:
    """Where the index comes from, as the environment or the settings name it; None: it is built here."""
    return os.environ.get("ONRECORD_LIBRARY_FROM") or settings.library_from


def publishing_folder(settings: Settings) -> Path | None:
    """Where the index is published, as the environment or the settings name it."""
    named = os.environ.get("ONRECORD_PUBLISH_TO") or settings.publish_to
    return Path(named).expanduser() if named else None


def metrics_address(settings: Settings) -> str | None:
    """As the environment or the settings name it; None: no metrics. Raises UserError."""
    address = os.environ.get("ONRECORD_METRICS") or settings.metrics
    if address and not _HOST_AND_PORT.fullmatch(address):
        raise UserError(f"ONRECORD_METRICS is no address: {address}", f"name {_SUCH_AN_ADDRESS}")
    return address
