"""People come in: from lists of persons, and what Wikidata calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.people.labels import ITEM_ADDRESS as ITEM_ADDRESS
    from briefs.ingest.people.labels import item_labels as item_labels
    from briefs.ingest.people.labels import write_labels as write_labels
    from briefs.ingest.people.reading import PersonList as PersonList
    from briefs.ingest.people.reading import lists_persons as lists_persons
    from briefs.ingest.people.reading import read_persons as read_persons
    from briefs.ingest.people.taking_in import PeopleTakenIn as PeopleTakenIn
    from briefs.ingest.people.taking_in import take_in_people as take_in_people
else:
    __getattr__ = lazy_exports(__name__)
