"""A library folder to a checked model: every problem at once, with file, line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.library.changed_files import check_changes as check_changes
    from briefs.library.checker import CheckedLibrary as CheckedLibrary
    from briefs.library.checker import CheckedPart as CheckedPart
    from briefs.library.checker import Findings as Findings
    from briefs.library.checker import LibraryChecker as LibraryChecker
    from briefs.library.checker import check as check
    from briefs.library.checker import lint as lint
    from briefs.library.checker import read as read
    from briefs.library.files import CHANGES as CHANGES
    from briefs.library.files import DOSSIERS as DOSSIERS
    from briefs.library.files import POSITIONS as POSITIONS
    from briefs.library.files import FileStamps as FileStamps
    from briefs.library.files import file_stamps as file_stamps
    from briefs.library.files import is_applied as is_applied
    from briefs.library.files import path_fault as path_fault
    from briefs.library.files import pending_changes as pending_changes
    from briefs.library.files import stamps_checksum as stamps_checksum
    from briefs.library.loader import Overrides as Overrides
    from briefs.library.loader import Progress as Progress
    from briefs.library.parse_cache import rules as rules
    from briefs.library.resolver import role_held as role_held
    from briefs.library.yaml_mapping import ProblemSink as ProblemSink
    from briefs.library.yaml_mapping import YamlMapping as YamlMapping
    from briefs.library.yaml_parser import read_mapping as read_mapping
else:
    __getattr__ = lazy_exports(__name__)
