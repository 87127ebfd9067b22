"""The outbox of briefings, and the edits of what was posted: claimed, done, confirmed, reconciled.

It knows no Discord.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.delivery.corrections import CorrectionDispatcher as CorrectionDispatcher
    from bot.delivery.corrections import EditResult as EditResult
    from bot.delivery.corrections import KeepLease as KeepLease
    from bot.delivery.dispatcher import DeliveryDispatcher as DeliveryDispatcher
    from bot.delivery.explanations import PAUSED as PAUSED
    from bot.delivery.explanations import explain_decision as explain_decision
    from bot.delivery.explanations import explain_pause as explain_pause
    from bot.delivery.message_sender import FaultInjector as FaultInjector
    from bot.delivery.message_sender import no_faults as no_faults
    from bot.delivery.outcomes import ATTEMPT_SECONDS as ATTEMPT_SECONDS
    from bot.delivery.outcomes import Failure as Failure
    from bot.delivery.outcomes import Indeterminate as Indeterminate
    from bot.delivery.outcomes import NotSent as NotSent
    from bot.delivery.outcomes import Rejected as Rejected
    from bot.delivery.ports import UNREADABLE as UNREADABLE
    from bot.delivery.ports import ComposedBriefing as ComposedBriefing
    from bot.delivery.ports import Composer as Composer
    from bot.delivery.ports import DeliveryPorts as DeliveryPorts
    from bot.delivery.ports import DeliverySettings as DeliverySettings
    from bot.delivery.ports import Destination as Destination
    from bot.delivery.ports import HistoryUnavailable as HistoryUnavailable
    from bot.delivery.ports import OutgoingMessage as OutgoingMessage
    from bot.delivery.ports import Sent as Sent
else:
    __getattr__ = lazy_exports(__name__)
