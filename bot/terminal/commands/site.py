"""The record for everybody: `site build` makes its pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.terminal.context import CliContext, Reply, recover_unfinished_changes
from bot.terminal.options import as_json
from briefs.errors import UserError
from briefs.memory import collection_paused

if TYPE_CHECKING:
    from briefs.site import BuildReport, SiteOptions

NO_SEARCH = "without search: `pip install 'onrecord[site]'` brings what it needs"


@click.group("site", epilog="Example: onrecord site build public --base https://record.example/")
@click.pass_obj
def site(context: CliContext) -> None:
    """The record as a static site: a page for each statement, person, topic, article and day."""


@site.command("build", epilog="Example: onrecord site build public --base https://record.example/")
@click.argument("folder", metavar="DIR")
@click.option("--base", metavar="ADDRESS", help="Where the site will lie (default: `site` of the settings).")
@click.option("--no-pictures", is_flag=True, help="Without the pictures that go with a pasted link.")
@as_json
@click.pass_obj
def build(context: CliContext, folder: str, base: str | None, no_pictures: bool) -> Reply:
    """Build the site in DIR, or bring the one there up to the library: only what changed is made."""
    if not folder.strip():
        raise UserError("the folder has no name", "write for example: onrecord site build public")
    with collection_paused():
        options = site_options(context, base, pictures=not no_pictures)
        report = built(context, Path(folder).expanduser(), options)
    document = {
        "outcome": "answered", "folder": folder, "pages": report.pages, "made": report.made,
        "gone": report.gone,
        "search": options.search and report.search_fault is None, "search_fault": report.search_fault,
    }  # fmt: skip
    return Reply(document, lambda: [(("", line),) for line in _told(folder, report, options)])


def site_options(context: CliContext, base: str | None, pictures: bool = True) -> SiteOptions:
    """As the settings say; `base` goes before their address. Raises UserError for what is no web address."""
    from bot.settings import read_settings
    from briefs.render import is_web_address
    from briefs.site import SiteOptions, find_pagefind

    settings = read_settings(context.root)
    address = base or settings.site
    if address and not is_web_address(address):
        raise UserError(f"“{address}” is no web address", "such as https://record.example/")
    return SiteOptions(
        address=address,
        whole_articles=frozenset(settings.whole_articles),
        search=find_pagefind() is not None,
        pictures=pictures,
    )


def built(context: CliContext, target: Path, options: SiteOptions) -> BuildReport:
    """The site in `target`, made or brought up to the library, with its progress shown."""
    from bot.terminal.progress import count_progress, progress_bar
    from briefs import library
    from briefs.site import build

    with progress_bar("Reading the library") as report_progress:
        recover_unfinished_changes(context.root)
        found = library.read(
            context.root, context.cache, count_progress(report_progress, "Reading the library")
        )
        report_progress("Making pages")
        return build(found, target, options)


def _told(folder: str, report: BuildReport, options: SiteOptions) -> list[str]:
    lines = [f"{folder} holds {report.pages} files: {report.made} were made, the others are as they were."]
    if report.gone:
        lines.append(f"{report.gone} pages are of what is no longer on record, and say so.")
    if not options.search:
        lines.append(f"It was built {NO_SEARCH}.")
    if report.search_fault:
        lines.append(f"The search could not be made: {report.search_fault}")
    if options.address is None:
        lines.append("No address is set: it has no sitemap, and a pasted link shows no picture. See --base.")
    return lines
