"""Interaction callbacks and the webhook that an interaction's token opens for fifteen minutes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from . import interactions, limits, message_rules, payloads
from .calls import Call, Table
from .command_rules import STRING, check_choices
from .component_rules import check_modal
from .errors import ApiError, Form, refuse, unknown
from .interactions import CHOICES, DEFER, DEFER_UPDATE, MESSAGE, MODAL, UPDATE, InteractionRecord
from .world import COMPONENTS_V2, EPHEMERAL, LOADING, Message

if TYPE_CHECKING:
    from .server import Double

Json = dict[str, Any]
HOOK = "/webhooks/{webhook_id}/{webhook_token}"


class InteractionApi:
    def __init__(self, double: Double) -> None:
        self.double = double

    def table(self) -> Table:
        return [
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", self.callback),
            ("GET", HOOK + "/messages/@original", self.get),
            ("PATCH", HOOK + "/messages/@original", self.edit),
            ("DELETE", HOOK + "/messages/@original", self.delete),
            ("DELETE", HOOK + "/messages/{message_id}", self.delete),
        ]

    async def callback(self, call: Call) -> Any:
        record = self.double.by_token.get(call.params["interaction_token"])
        if record is None or record.id != call.id("interaction_id"):
            raise unknown("Interaction")
        if record.acknowledged:
            raise ApiError(400, 40060, "Interaction has already been acknowledged.", violation=True)
        if record.overdue:
            record.late = True
            raise unknown("Interaction")
        body = call.form()
        kind = body.get("type")
        if kind not in interactions.ANSWERS[record.kind] or (kind in (6, 7) and record.source is None):
            refuse(("type",), "INTERACTION_CALLBACK_TYPE_INVALID", f"Type {kind} does not answer {record!r}")
        data = body.get("data") or {}
        message = self._carry_out(record, kind, data, call)
        record.callback, record.callback_at = body, self.double.clock.now()
        record.latency = time.perf_counter() - record.sent
        if message is not None and kind in (MESSAGE, UPDATE):
            await self.double.announce(message, edited=kind == UPDATE)
        elif message is not None and kind == DEFER:
            await self.double.announce(message)
        record.pulse()
        self.double.pulse()
        return (
            self._receipt(record, kind, message) if call.query.get("with_response") in ("1", "true") else None
        )

    def _carry_out(self, record: InteractionRecord, kind: int, data: Json, call: Call) -> Message | None:
        posting = self.double.posting
        if kind == CHOICES:
            self._check_choices(record, data)
        elif kind == MODAL:
            form = Form()
            check_modal(form, data)
            form.refuse()
        elif kind == UPDATE and record.source is not None:
            posting.edit(record.source, data, call.files, at=("data",))
        elif kind == MESSAGE:
            record.message = self._mark(record, posting.compose(
                record.channel, data, call.files, at=("data",), allow_ephemeral=True))  # fmt: skip
        elif kind == DEFER:
            bare = {"flags": (data.get("flags") or 0) & (EPHEMERAL | COMPONENTS_V2)}
            message = posting.compose(record.channel, bare, [], allow_ephemeral=True, allow_empty=True)
            message.flags |= LOADING
            record.message = self._mark(record, message)
        if kind in (UPDATE, DEFER_UPDATE):
            record.message = record.source
        return record.message

    def _mark(self, record: InteractionRecord, message: Message) -> Message:
        message.application_id = self.double.world.bot.id
        message.interaction = record.metadata
        message.type = 20 if record.kind == interactions.COMMAND else message.type
        message.seen_by = record.user if message.ephemeral else None
        self.double.keep(message)
        return message

    def _check_choices(self, record: InteractionRecord, data: Json) -> None:
        choices = data.get("choices")
        form = Form()
        form.count(("data", "choices"), choices, limits.COMMAND_CHOICES)
        kind = (record.focused_option or {}).get("type", STRING)
        check_choices(form, choices or [], kind, ("data", "choices"), unique=False)
        form.refuse()

    def _receipt(self, record: InteractionRecord, kind: int, message: Message | None) -> Json:
        about: Json = {"id": str(record.id), "type": record.kind}
        resource: Json = {"type": kind}
        if message is not None:
            about |= {
                "response_message_id": str(message.id), "response_message_loading": message.loading,
                "response_message_ephemeral": message.ephemeral,
            }  # fmt: skip
            resource["message"] = payloads.message(message)
        return {"interaction": about, "resource": resource}

    def _record(self, call: Call) -> InteractionRecord:
        record = self.double.by_token.get(call.params["webhook_token"])
        if record is None or call.id("webhook_id") != self.double.world.bot.id or not record.acknowledged:
            raise unknown("Webhook")
        if record.expired:
            raise ApiError(401, 50027, "Invalid Webhook Token", violation=True)
        return record

    async def follow_up(self, call: Call) -> Any:
        record, body = self._record(call), call.form()
        posting, original = self.double.posting, record.message
        if record.kind == interactions.AUTOCOMPLETE or (record.callback or {})["type"] == MODAL:
            raise unknown("Webhook")
        if not record.guild_installed and record.followup_count >= limits.USER_INSTALL_FOLLOWUPS:
            text = "This interaction has reached the maximum number of follow-up messages"
            raise ApiError(400, 40094, text, violation=True)
        record.followup_count += 1
        if original is not None and original.loading and not original.deleted:
            # The first follow-up after "thinking" takes its place, and its visibility.
            if message_rules.empty(body, len(call.files)):
                raise message_rules.refuse_empty()
            posting.edit(original, body, call.files)
            message = original
            await self.double.announce(message, edited=True)
        else:
            message = posting.compose(record.channel, body, call.files, allow_ephemeral=True)
            message.reference = original if original and not original.deleted else None
            record.followups.append(self._mark(record, message))
            message.type = 0
            await self.double.announce(message)
        record.pulse()
        self.double.pulse()
        return payloads.message(message)

    def _target(self, record: InteractionRecord, call: Call) -> Message:
        if "message_id" not in call.params:
            message = record.message
        else:
            wanted = call.id("message_id")
            mine = [*record.followups, *([record.message] if record.message else [])]
            message = next((one for one in mine if one.id == wanted), None)
        if message is None or message.deleted:
            raise unknown("Message")
        return message

    async def get(self, call: Call) -> Any:
        return payloads.message(self._target(self._record(call), call))

    async def edit(self, call: Call) -> Any:
        record = self._record(call)
        message = self._target(record, call)
        self.double.posting.edit(message, call.form(), call.files)
        await self.double.announce(message, edited=True)
        record.pulse()
        return payloads.message(message)

    async def delete(self, call: Call) -> None:
        record = self._record(call)
        await self.double.erase(self._target(record, call))
        record.pulse()
