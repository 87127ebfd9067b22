"""Renders answers and briefings as text, Markdown, HTML or JSON; holds the phrases that cards share too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.render import briefing as briefing
    from briefs.render import lists as lists
    from briefs.render import markup as markup
    from briefs.render import phrases as phrases
    from briefs.render import shifts as shifts
    from briefs.render.briefing_sections import BriefingEntry as BriefingEntry
    from briefs.render.briefing_sections import Section as Section
    from briefs.render.briefing_sections import entry_of as entry_of
    from briefs.render.briefing_sections import scope as scope
    from briefs.render.briefing_sections import sections as sections
    from briefs.render.briefing_sections import title as title
    from briefs.render.citation import citations as citations
    from briefs.render.context import sentences_around as sentences_around
    from briefs.render.counts import counted as counted
    from briefs.render.excerpts import excerpt as excerpt
    from briefs.render.feed_entries import AtomEntry as AtomEntry
    from briefs.render.feed_entries import statement_feed as statement_feed
    from briefs.render.json import Document as Document
    from briefs.render.json import answer_document as answer_document
    from briefs.render.json import article_ref as article_ref
    from briefs.render.json import shift_document as shift_document
    from briefs.render.json import statement_document as statement_document
    from briefs.render.links import at_passage as at_passage
    from briefs.render.site_links import PageKind as PageKind
    from briefs.render.site_links import answer_address as answer_address
    from briefs.render.site_links import is_web_address as is_web_address
    from briefs.render.site_links import on_topic_path as on_topic_path
    from briefs.render.site_links import page_address as page_address
    from briefs.render.site_links import page_path as page_path
    from briefs.render.statement_text import BLANK as BLANK
    from briefs.render.statement_text import Line as Line
    from briefs.render.text import View as View
    from briefs.render.text import answer_lines as answer_lines
    from briefs.render.text import context_lines as context_lines
    from briefs.render.text import plain_text as plain_text
    from briefs.render.timeline_chart import alt_text as alt_text
    from briefs.render.timeline_chart import chart as chart
    from briefs.render.timeline_svg import drawn_timeline as drawn_timeline
    from briefs.render.verdict import FLAGS as FLAGS
    from briefs.render.verdict import asked_about as asked_about
    from briefs.render.verdict import beside_verdict as beside_verdict
    from briefs.render.verdict import headline as headline
    from briefs.render.verdict import headline_change as headline_change
    from briefs.render.verdict import verdict_lines as verdict_lines
else:
    __getattr__ = lazy_exports(__name__)
