"""A message of the bot as Discord shows it: its own JSON laid out as a page, drawn and measured by Chromium.

Sizes are those of Discord's client at a width of 400 CSS pixels: text 16/22, small text 14/18, 72 pixels of
margin with the author's picture, a container padded by 16. What a real client decides for itself (a section's
button beside or under its text, where lines break) is taken the taller way.
"""

from .browser import as_png, find_browser, heights, page_picture, picture
from .page import LOOKS, Posted, page

__all__ = ["LOOKS", "Posted", "as_png", "find_browser", "heights", "page", "page_picture", "picture"]
