"""People's feeds of what they follow: whoever has the address reads one, and nobody is named in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import sha256

from starlette.types import Receive, Scope, Send

from bot.live_library import LiveLibrary
from bot.traces import note_typed
from bot.web.api.front import FEEDS, send_reply
from bot.web.api.problems import problem
from bot.web.api.replies import HttpReply

# What lies under the secret part of an address, as a document; None where nothing does.
ReadFeed = Callable[[LiveLibrary, str], Awaitable[str | None]]
PATH = FEEDS + "{token}.xml"
# the address is a secret: no source that is opened from the feed hears it, and no cache on the way keeps it
_SECRET = (("x-robots-tag", "noindex, nofollow"), ("referrer-policy", "no-referrer"))


class FollowFeedEndpoint:
    """A feed that was closed, or never was, is not there: the two look the same."""

    def __init__(self, library: LiveLibrary, read: ReadFeed) -> None:
        self._library, self._read = library, read

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = scope["path_params"]["token"]
        note_typed([token])  # what fails here says nothing of it
        document = await self._read(self._library, token)
        if document is None:
            gone = problem(
                404, "there is no feed at this address", "`/follow feed` gives whoever asks theirs"
            )
            await send_reply(gone, scope, send)
            return
        body = document.encode()
        reply = HttpReply(
            200, body, "application/atom+xml; charset=utf-8", _SECRET,
            f'"{sha256(body).hexdigest()[:32]}"', private=True,
        )  # fmt: skip
        await send_reply(reply, scope, send)
