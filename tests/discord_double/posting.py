"""From a request body to a message: mentions, attachments, flags, edits, nonces."""

from __future__ import annotations

import copy
import mimetypes
import re
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import limits, message_rules, permissions
from .component_rules import TEXT_DISPLAY, walk
from .errors import ApiError, UsageError, refuse
from .world import COMPONENTS_V2, EPHEMERAL, LOADING, SUPPRESS_EMBEDS, Channel, Message, User

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]
SETTABLE = SUPPRESS_EMBEDS | COMPONENTS_V2 | 1 << 12
USER_MENTION = re.compile(r"<@!?(\d+)>")
ROLE_MENTION = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")


@dataclass(frozen=True, slots=True)
class Upload:
    filename: str
    data: bytes
    content_type: str = "application/octet-stream"


class Posting:
    def __init__(self, double: Double) -> None:
        self.double = double
        self._nonces: dict[tuple[int, str], tuple[float, Message]] = {}

    def compose(
        self, channel: Channel, body: Json, files: list[Upload], *, at: tuple[str, ...] = (),
        allow_ephemeral: bool = False, allow_empty: bool = False,
    ) -> Message:  # fmt: skip
        """A new message of the bot's, checked and stored, not yet announced."""
        message_rules.check(body, len(files), at=at)
        if message_rules.empty(body, len(files)) and not allow_empty:
            raise message_rules.refuse_empty()
        double, now = self.double, self.double.clock.now()
        message = Message(double.mint.at(now), channel, double.world.bot, now)
        flags = body.get("flags") or 0
        message.flags = flags & (SETTABLE | EPHEMERAL if allow_ephemeral else SETTABLE)
        message.nonce = body.get("nonce")
        self._fill(message, body, files)
        if not message.ephemeral:
            channel.messages[message.id] = message
        return message

    def _fill(self, message: Message, body: Json, files: list[Upload]) -> None:
        self._attach(message, body, files)
        if "content" in body:
            message.content = (body["content"] or "").strip()
        if "embeds" in body:
            message.embeds = [{"type": "rich", **copy.deepcopy(embed)} for embed in body["embeds"] or []]
        if "components" in body:
            message.components = copy.deepcopy(body["components"] or [])
        self._show_files(message)
        self.notify(message, body.get("allowed_mentions"))

    def edit(self, message: Message, body: Json, files: list[Upload], *, at: tuple[str, ...] = ()) -> None:
        """Applies a PATCH: what the body leaves out stays as it was."""
        layout = bool((message.flags | (body.get("flags") or 0)) & COMPONENTS_V2)
        message_rules.check(body, len(files), at=at, layout=layout)
        after = {
            "content": message.content,
            "embeds": message.embeds,
            "components": message.components,
        } | body
        kept = len(files) or (message.files if "attachments" not in body else body["attachments"])
        if message_rules.empty(after, bool(kept)):
            raise message_rules.refuse_empty()
        message.versions.append((message.content, message.embeds, message.components))
        if layout:
            message.flags |= COMPONENTS_V2
        if body.get("flags") is not None:
            message.flags = message.flags & ~SUPPRESS_EMBEDS | body["flags"] & SUPPRESS_EMBEDS
        pinged = message.pinged
        self._fill(message, body, files)
        was_loading, message.flags = message.loading, message.flags & ~LOADING
        if not was_loading:
            message.pinged = pinged  # an edit notifies nobody
            message.edited = self.double.clock.now()

    def _attach(self, message: Message, body: Json, files: list[Upload]) -> None:
        asked = body.get("attachments")
        kept = message.files
        if asked is not None:
            ids = {int(one["id"]) for one in asked}
            kept = [one for one in kept if int(one["id"]) in ids]
        described = {int(one["id"]): one for one in asked or ()}
        made = [self._store(message, upload, described.get(i, {})) for i, upload in enumerate(files)]
        if len(kept) + len(made) > limits.FILES:
            refuse(("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {limits.FILES} or fewer in length.")
        message.files = kept + made

    def _store(self, message: Message, upload: Upload, described: Json) -> Json:
        if len(upload.data) > limits.FILE_BYTES:
            raise ApiError(413, 40005, "Request entity too large", violation=True)
        one = self._file(
            message.channel, described.get("filename") or upload.filename, upload.data, upload.content_type
        )
        if described.get("description"):
            one["description"] = described["description"]
        return one

    def upload(self, channel: Channel, name: str, data: bytes) -> Json:
        """A file that a user attaches to a form; their client takes none that is too large."""
        if len(data) > limits.FILE_BYTES:
            raise UsageError(f"{name} is too large for Discord")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return self._file(channel, name, data, kind) | {"ephemeral": True}

    def _file(self, channel: Channel, name: str, data: bytes, content_type: str) -> Json:
        double = self.double
        number = double.mint.at(double.clock.now())
        name = re.sub(r"[^\w.\-]", "_", name)
        double.files[number] = data
        url = f"{double.address}/attachments/{channel.id}/{number}/{name}"
        one: Json = {"id": str(number), "filename": name, "size": len(data), "url": url, "proxy_url": url}
        one["content_type"] = "image/png" if name.endswith(".png") else content_type
        if data[:8] == b"\x89PNG\r\n\x1a\n":
            one["width"], one["height"] = struct.unpack(">II", data[16:24])
        return one

    def _show_files(self, message: Message) -> None:
        """Points attachment:// addresses at the stored files; a file that is not there breaks the picture."""
        named = {one["filename"]: one for one in message.files}
        shown: set[str] = set()
        for embed in message.embeds:
            for part in ("image", "thumbnail"):
                url = (embed.get(part) or {}).get("url") or ""
                name = url.removeprefix("attachment://")
                if url != name and name not in named:
                    self.double.violate("attachment", f"message {message.id}", f"{url} was not sent along")
                elif url != name:
                    embed[part] = {**embed[part], "url": named[name]["url"], "proxy_url": named[name]["url"]}
                shown |= {key for key, one in named.items() if embed.get(part, {}).get("url") == one["url"]}
        urls = {f"attachment://{name}": one["url"] for name, one in named.items()}
        shown |= {name for name in named if f"attachment://{name}" in repr(message.components)}
        message.components = _pointed(message.components, urls)
        message.attachments = [one for one in message.files if one["filename"] not in shown]

    def notify(self, message: Message, allowed: Json | None) -> None:
        """Works out who the content pings, under allowed_mentions and the author's permissions."""
        texts = [one["content"] for _, one in walk(message.components) if one.get("type") == TEXT_DISPLAY]
        text = "\n".join([message.content, *texts])
        world, guild = self.double.world, message.channel.guild
        users = [world.users[int(i)] for i in USER_MENTION.findall(text) if int(i) in world.users]
        roles = [guild.roles[int(i)] for i in ROLE_MENTION.findall(text) if guild and int(i) in guild.roles]
        granted = permissions.in_channel(message.author, message.channel)
        may_ping_all = bool(granted & permissions.MENTION_EVERYONE) and guild is not None
        users = [u for u in users if _allowed(allowed, "users", u.id)]
        roles = [r for r in roles if _allowed(allowed, "roles", r.id) and (r.mentionable or may_ping_all)]
        everyone = bool(EVERYONE.search(text)) and may_ping_all and _allowed(allowed, "everyone", 0)
        if message.reference is not None and (allowed is None or allowed.get("replied_user")):
            users.append(message.reference.author)
        message.mentions = list(dict.fromkeys(users))
        message.mention_roles = list(dict.fromkeys(role.id for role in roles))
        message.mention_everyone = everyone
        message.pinged = (
            [u.name for u in message.mentions] + [r.name for r in roles] + ["@everyone"] * everyone
        )

    def earlier(self, author: User, body: Json) -> Message | None:
        """The message that an enforced nonce stands for, while it is remembered."""
        nonce = body.get("nonce")
        if nonce is None or not body.get("enforce_nonce"):
            return None
        at, message = self._nonces.get((author.id, str(nonce)), (0.0, None))
        return message if self.double.clock.now() - at < limits.NONCE_SECONDS else None

    def remember(self, message: Message) -> None:
        if message.nonce is not None:
            self._nonces[message.author.id, str(message.nonce)] = (message.timestamp, message)


def _pointed(node: Any, urls: dict[str, str]) -> Any:
    """The same components with every attachment:// address replaced."""
    if isinstance(node, list):
        return [_pointed(item, urls) for item in node]
    if isinstance(node, dict):
        return {key: _pointed(value, urls) for key, value in node.items()}
    return urls.get(node, node) if isinstance(node, str) else node


def _allowed(allowed: Json | None, kind: str, target: int) -> bool:
    if allowed is None:
        return True
    return kind in (allowed.get("parse") or ()) or str(target) in map(str, allowed.get(kind) or ())
