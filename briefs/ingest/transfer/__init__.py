"""The whole library out (JSON, CSV, JSON-LD) and back in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.transfer.export import document as document
    from briefs.ingest.transfer.export import entry_of_person as entry_of_person
    from briefs.ingest.transfer.export import entry_of_role as entry_of_role
    from briefs.ingest.transfer.export import table as table
    from briefs.ingest.transfer.import_ import import_library as import_library
    from briefs.ingest.transfer.jsonld import CONTEXT as CONTEXT
    from briefs.ingest.transfer.jsonld import about_nodes as about_nodes
    from briefs.ingest.transfer.jsonld import statement_nodes as statement_nodes
    from briefs.ingest.transfer.jsonld import to_jsonld as to_jsonld
else:
    __getattr__ = lazy_exports(__name__)
