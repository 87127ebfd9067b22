"""Pages as they came, in a folder of the data: one WARC file for each body, under its hash."""

from __future__ import annotations

import binascii
from base64 import b64decode
from pathlib import Path

from briefs.atomic_files import replace_file
from briefs.ingest.fetch import PageCopy


class CopyFolder:
    """The folder is made with the first copy. Its methods block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, copy: PageCopy) -> str | None:
        """The copy's name in the folder; None where there is no record of it, or no room for one."""
        try:
            record = b64decode(copy.record, validate=True)
            if not record:
                return None
            # a hash comes from the process that read the page: nothing else may become a path
            name = f"{int(copy.sha256, 16):064x}"
            file = self.folder / name[:2] / f"{name}.warc.gz"
            if not file.exists():
                file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                replace_file(file, record)
        except (OSError, ValueError, binascii.Error):
            return None  # the page is compared all the same
        return f"{name[:2]}/{name}.warc.gz"
