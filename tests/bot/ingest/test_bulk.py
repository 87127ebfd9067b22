"""Files of an archive that cannot be read are told one by one, and the others come in."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from bot.ingest.bulk import BulkResult, add_files, source_files, split_lists
from briefs.ingest.fetch import FetchFailure


class NothingFound:
    """Stands for the worker and the ingestor: each file that is read counts, and gives nothing."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.names: dict[str, str] = {}

    async def read(self, body: bytes, names: Any) -> FetchFailure:
        self.bodies.append(body)
        self.names |= names
        return FetchFailure("", "unreadable", "read")


def _archive(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("good.txt", "sealed.txt", "odd.txt", "damaged.txt", "listPerson.xml"):
            archive.writestr(name, b"Anna Ray said so. " * 50, zipfile.ZIP_DEFLATED)
    return path


def _changed(path: Path, **fields: tuple[str, int]) -> None:
    """The archive's directory says something else of a file: (field, offset) by the name's beginning."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        name = bytes(data[at + 46 : at + 46 + int.from_bytes(data[at + 28 : at + 30], "little")]).decode()
        field, value = fields.get(name.partition(".")[0], ("", 0))
        if field:
            offset = at + {"flags": 8, "method": 10}[field]
            data[offset : offset + 2] = value.to_bytes(2, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)


def _spoiled(path: Path, *names: str) -> None:
    """The packed bytes of these files are others."""
    with zipfile.ZipFile(path) as archive:
        places = [archive.getinfo(name) for name in names]
    data = bytearray(path.read_bytes())
    for info in places:
        start = info.header_offset + 30 + len(info.filename)
        data[start : start + info.compress_size] = b"\xff" * info.compress_size
    path.write_bytes(data)


@pytest.fixture
async def taken(tmp_path: Path) -> tuple[BulkResult, NothingFound]:
    path = _archive(tmp_path / "all.zip")
    _spoiled(path, "damaged.txt", "listPerson.xml")
    _changed(path, sealed=("flags", 1), odd=("method", 97))
    found: Any = NothingFound()
    lists, files = split_lists(source_files(path))
    assert lists == {}
    return await add_files(files, found, found, {}), found


async def test_each_file_that_cannot_be_read_is_told_and_the_others_come_in(
    taken: tuple[BulkResult, NothingFound],
) -> None:
    result, found = taken
    assert dict(result.failures) == {
        "damaged.txt": "it is damaged in the archive",
        "good.txt": "read",
        "listPerson.xml": "it is damaged in the archive",
        "odd.txt": "it is compressed in a way that is not known here",
        "sealed.txt": "it is encrypted",
    }
    assert found.bodies == [b"Anna Ray said so. " * 50]


CORPUS = """<teiCorpus xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><profileDesc><particDesc>
<listPerson><person xml:id="MP17"><persName>
<surname>Ray</surname><forename>Anna</forename></persName></person>
</listPerson></particDesc></profileDesc></teiHeader></teiCorpus>"""


@pytest.mark.parametrize("mark", ["#", ""])
async def test_the_head_of_a_corpus_is_a_list_and_a_record_gets_the_names_of_its_ids(
    tmp_path: Path, mark: str
) -> None:
    (tmp_path / "Corpus.xml").write_text(CORPUS)
    (tmp_path / "package.json").write_text('{"name": "no list"}')
    (tmp_path / "Corpus_2020-01-07.xml").write_text(f'<TEI><u who="{mark}MP17">Order.</u></TEI>')
    found: Any = NothingFound()
    lists, files = split_lists(source_files(tmp_path))
    assert [*lists] == ["Corpus.xml"]
    result = await add_files(files, found, found, {"MP17": "Anna Ray", "MP18": "Tom Ford"})
    assert [name for name, _ in result.failures] == ["Corpus_2020-01-07.xml"]
    assert found.names == {"MP17": "Anna Ray"}
