"""The process that reads what strangers wrote, with limits on time and memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.worker.client import Worker as Worker
    from briefs.ingest.worker.client import encode_entities as encode_entities
else:
    __getattr__ = lazy_exports(__name__)
