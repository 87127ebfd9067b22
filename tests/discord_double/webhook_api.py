"""Webhooks that people made: posted through, read and edited by their secret alone.

Their addresses look like those that an interaction's token opens: what is no webhook is such a one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import payloads
from .calls import Call, Table
from .errors import ApiError, refuse, unknown
from .interaction_api import HOOK, InteractionApi
from .world import FORUM, Message, Webhook

if TYPE_CHECKING:
    from .server import Double


class WebhookApi:
    def __init__(self, double: Double, interactions: InteractionApi) -> None:
        self.double, self.interactions = double, interactions

    def table(self) -> Table:
        return [
            ("GET", HOOK, self.about), ("POST", HOOK, self.execute),
            ("GET", HOOK + "/messages/{message_id}", self.get),
            ("PATCH", HOOK + "/messages/{message_id}", self.edit),
        ]  # fmt: skip

    def _webhook(self, call: Call) -> Webhook | None:
        """None for what an interaction's token opens."""
        if call.params["webhook_token"] in self.double.by_token:
            return None
        found = self.double.world.webhooks.get(call.id("webhook_id"))
        if found is None:  # its maker may have deleted it, which nobody tells the bot
            raise ApiError(404, 10015, "Unknown Webhook")
        if found.token != call.params["webhook_token"]:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return found

    async def about(self, call: Call) -> Any:
        webhook = self._webhook(call)
        if webhook is None:
            raise unknown("Webhook")
        return payloads.webhook(webhook)

    async def execute(self, call: Call) -> Any:
        webhook, body = self._webhook(call), call.form()
        if webhook is None:
            return await self.interactions.follow_up(call)
        if webhook.channel.type == FORUM and not body.get("thread_name"):
            refuse(("thread_name",), "BASE_TYPE_REQUIRED", "This field is required")
        if body.get("components"):
            refuse(("components",), "WEBHOOK_COMPONENTS", "Only a webhook of an application may send these")
        message = self.double.posting.compose(webhook.channel, body, call.files)
        message.author, message.webhook_id = webhook.user, webhook.user.id
        await self.double.announce(message)
        return payloads.message(message) if call.query.get("wait") in ("1", "true") else None

    def _message(self, webhook: Webhook, call: Call) -> Message:
        message = webhook.channel.messages.get(call.id("message_id"))
        if message is None or message.deleted or message.webhook_id != webhook.user.id:
            raise unknown("Message")
        return message

    async def get(self, call: Call) -> Any:
        webhook = self._webhook(call)
        if webhook is None:
            return await self.interactions.get(call)
        return payloads.message(self._message(webhook, call))

    async def edit(self, call: Call) -> Any:
        webhook = self._webhook(call)
        if webhook is None:
            return await self.interactions.edit(call)
        message = self._message(webhook, call)
        self.double.posting.edit(message, call.form(), call.files)
        await self.double.announce(message, edited=True)
        return payloads.message(message)
