"""Reads what was posted in a channel, thread, forum or direct channel: the newest first, up to a limit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import discord

from bot.server_time import first_snowflake

MOST_READ = 3000  # messages or posts; more are not read, and finding nothing then proves nothing


class TooLong(Exception):
    """There is more than is read, so that what was not found may stand there all the same."""


async def recent_messages(place: discord.abc.Messageable, since: datetime) -> AsyncIterator[discord.Message]:
    """Those posted since then, by their snowflakes. Raises TooLong."""
    earliest, read = first_snowflake(since), 0
    async for message in place.history(limit=MOST_READ):
        if message.id < earliest:
            return
        yield message
        read += 1
    if read == MOST_READ:
        raise TooLong


async def recent_posts(forum: discord.ForumChannel, since: datetime) -> AsyncIterator[discord.Thread]:
    """A forum's posts that were begun since then, those that are archived included. Raises TooLong."""
    earliest, read = first_snowflake(since), 0
    async for post in _active_and_archived(forum, since):
        read += 1
        if read > MOST_READ:
            raise TooLong
        if post.id >= earliest:
            yield post


async def _active_and_archived(forum: discord.ForumChannel, since: datetime) -> AsyncIterator[discord.Thread]:
    seen = set[int]()
    # The gateway tells of a post as it is made; the list of the active ones may lag behind.
    for thread in (*forum.threads, *(await forum.guild.active_threads())):
        if thread.parent_id == forum.id and thread.id not in seen:
            seen.add(thread.id)
            yield thread
    async for thread in forum.archived_threads(limit=None):
        if thread.archive_timestamp < since:
            return
        if thread.id not in seen:
            yield thread
