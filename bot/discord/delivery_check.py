"""The comparison of channels and database as a process: log in, read, say what differs."""

from __future__ import annotations

import os
from datetime import timedelta
from random import Random

import discord

from bot.clock import SystemClock
from bot.discord.briefings import DeliveryComparer, DeliveryComparison
from bot.discord.http import RateLimiter, RequestGate
from bot.discord.lifecycle import login_errors, override_api_base
from bot.settings import API_URL_VARIABLE, Secret, Settings, state_address
from bot.store import open_store


async def check_deliveries(settings: Settings, token: Secret, age: timedelta) -> DeliveryComparison:
    """What was sent in the last `age`, compared with what stands in the channels; nothing is changed.

    Raises UserError for what its starter can put right.
    """
    override_api_base(os.environ.get(API_URL_VARIABLE))
    clock = SystemClock()
    gate = RequestGate(RateLimiter(clock), clock, Random())  # noqa: S311 (it spreads pauses, nothing secret)
    async with (
        open_store(state_address(settings), clock) as store,
        discord.Client(intents=discord.Intents.none(), http_trace=gate.trace()) as client,
    ):
        with login_errors():
            await client.login(token.secret)
            return await DeliveryComparer(client, store).compare(clock.now() - age)
