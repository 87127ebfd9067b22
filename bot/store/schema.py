"""The tables of the state database as the newest migration leaves them; a test compares the two.

Ids of Discord are 64-bit integers, moments and days are text (column_types.py), keys of ours are short
random words. Which value means what stands beside each column in the migrations.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, MetaData, Table, Text

from bot.store.column_types import IsoDate, JsonText, UtcDateTime

metadata = MetaData()

# `removed_at` is when a server removed the bot: its data is kept for a while, in case it comes back.
guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("curators_channel_id", BigInteger),
    Column("curators_role_id", BigInteger),
    Column("language", Text),
    Column("timezone", Text),
    Column("plain_text", Boolean, nullable=False),
    Column("allowed", JsonText, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    Column("asking_channels", JsonText),
    Column("asking_roles", JsonText),
)

user_settings = Table(
    "user_settings",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text),
    Column("timezone", Text),
    Column("plain_text", Boolean),  # NULL, as the others: whatever the server has
    Column("changed_at", UtcDateTime, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

# Discord limits how often commands may be sent: they are only where this hash differs.
command_sync = Table(
    "command_sync",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("tree_hash", Text, nullable=False),
    Column("synced_at", UtcDateTime, nullable=False),
)

# Kept, so that buttons work after a restart and a correction reaches what was posted before it.
posted_answers = Table(
    "posted_answers",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),  # NULL until it is posted: the key must be in its buttons before
    Column("asker_id", BigInteger),
    Column("command", Text, nullable=False),
    Column("arguments", JsonText, nullable=False),
    Column("page", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

posted_statements = Table(
    "posted_statements",
    metadata,
    Column("posted_key", Text, ForeignKey("posted_answers.key", ondelete="CASCADE"), primary_key=True),
    Column("statement_id", Text, primary_key=True),
    Column("stands", Boolean, nullable=False),  # False: it stood there once, as on another page
    Column("digest", Text),  # of the statement as it was last said there; NULL where nobody knows
)

# Messages that are to follow a statement. `holder` keeps others away until `held_until`, as in the outbox.
corrections = Table(
    "corrections",
    metadata,
    Column("posted_key", Text, ForeignKey("posted_answers.key", ondelete="CASCADE"), primary_key=True),
    Column("statement_id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("holder", Text),
    Column("held_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("queued_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
)

# No foreign key leads to the library: statements come and go there, and a report on one stays.
reports = Table(
    "reports",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("reporter_id", BigInteger),
    Column("statement_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("outcome", Text),
    Column("reply", Text),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("decided_by", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("decided_at", UtcDateTime),
    Column("told_at", UtcDateTime),
    Column("claimed_name", Text),
    Column("checked", Text),
)

# The question and who asked it are apart: askers are forgotten one by one, the question with the last.
gaps = Table(
    "gaps",
    metadata,
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("first_at", UtcDateTime, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)

gap_askers = Table(
    "gap_askers",
    metadata,
    Column("gap_key", Text, ForeignKey("gaps.key", ondelete="CASCADE"), primary_key=True),
    Column("asker_hash", Text, primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
)

# In the order in which the bot first met them, never given anew: what a watermark is compared with.
known_statements = Table(
    "known_statements",
    metadata,
    Column("statement_id", Text, primary_key=True),
    Column("number", BigInteger, nullable=False),
)

# `next_due_at` is worked out whenever the schedule or the last day changes, so that looking for who is due
# is one search of an index, however many subscriptions there are.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("key", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("user_id", BigInteger),
    Column("channel_id", BigInteger),
    Column("kind", Text, nullable=False),
    Column("local_time", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("days", Text, nullable=False),
    Column("topics", JsonText, nullable=False),
    Column("people", JsonText, nullable=False),
    Column("role_id", BigInteger),
    Column("when_empty", Text, nullable=False),
    Column("owner_id", BigInteger),
    Column("seen_to", BigInteger, nullable=False),
    Column("last_day", IsoDate),
    Column("last_dated", IsoDate),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("next_due_at", UtcDateTime),
    Column("paused_at", UtcDateTime),
    Column("paused_reason", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("tags", JsonText),
    Column("silent", Boolean),
    Column("publish", Boolean),
)

# The outbox. `id` is made of the three columns that say which message it is, and is Discord's nonce: the
# primary key is what keeps two processes from claiming the same one.
deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), nullable=False),
    Column("slot", Text, nullable=False),
    Column("part", Integer, nullable=False),
    Column("parts", Integer, nullable=False),
    Column("status", Text, nullable=False),
    Column("dated", IsoDate, nullable=False),
    Column("body", Text),
    Column("seen_to", BigInteger, nullable=False),
    Column("pair", Text),
    Column("give_up_at", UtcDateTime, nullable=False),
    Column("holder", Text),
    Column("held_until", UtcDateTime),
    Column("attempts", Integer, nullable=False),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Column("claimed_at", UtcDateTime, nullable=False),
    Column("settled_at", UtcDateTime),
)

decisions = Table(
    "decisions",
    metadata,
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("day", IsoDate, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("facts", JsonText, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
)

# Two statements set side by side on a day without news are not shown again soon.
pairs_shown = Table(
    "pairs_shown",
    metadata,
    Column("subscription_key", Text, ForeignKey("subscriptions.key", ondelete="CASCADE"), primary_key=True),
    Column("pair", Text, primary_key=True),
    Column("last_day", IsoDate, nullable=False),
    Column("times", Integer, nullable=False),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("guild_id", BigInteger),
    Column("added_by", Text),
    Column("added_at", UtcDateTime, nullable=False),
    Column("status", Text, nullable=False),
    Column("title", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("last_ok_at", UtcDateTime),
    Column("last_error", Text),
    Column("last_error_at", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("next_at", UtcDateTime),
)

# An article's text stands in the row of each of its candidates, so that a row says all there is to decide on.
candidates = Table(
    "candidates",
    metadata,
    Column("key", Text, primary_key=True),
    Column("article_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("article", JsonText, nullable=False),
    Column("candidate", JsonText, nullable=False),
    Column("status", Text, nullable=False),
    Column("channel_id", BigInteger),
    Column("message_id", BigInteger),
    Column("claimed_by", Text),
    Column("claimed_at", UtcDateTime),
    Column("decided_by", Text),
    Column("decided_at", UtcDateTime),
    Column("changes", JsonText),
    Column("statement_id", Text),
    Column("created_at", UtcDateTime, nullable=False),
    Column("edits", JsonText),
    Column("ticked", Boolean),
    Column("decision", Integer),
)

# Articles in which nobody was found to say anything: they wait for no curator, and their words are searched.
quiet_articles = Table(
    "quiet_articles",
    metadata,
    Column("article_id", Text, primary_key=True),
    Column("article", JsonText, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

# The deeds by which a curator decides on a proposed feed: their subject is its address.
FOLLOWED, REFUSED = "followed", "refused"

# Rows are only ever added. A user who is erased is renamed in them.
audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("done_at", UtcDateTime, nullable=False),
    Column("done_by", Text, nullable=False),
    Column("deed", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("facts", JsonText, nullable=False),
)

# What somebody typed into a form that could not be taken, for a day.
refused_forms = Table(
    "refused_forms",
    metadata,
    Column("action", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("typed", JsonText, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
)

# A copy of the database that is put back may be of before: who is in this list is erased in it again.
erasures = Table(
    "erasures",
    metadata,
    Column("mark", Text, primary_key=True),
    Column("erased_at", UtcDateTime, nullable=False),
)

# Backups that were made by command: what a user deletes is deleted in them too.
copies = Table(
    "copies",
    metadata,
    Column("path", Text, primary_key=True),
    Column("made_at", UtcDateTime, nullable=False),
)

# A page that was taken in, as it is looked at again.
sources = Table(
    "sources",
    metadata,
    Column("url", Text, primary_key=True),
    Column("article", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("walled", Boolean, nullable=False),
    Column("copy", Text),
    Column("taken_at", UtcDateTime, nullable=False),
    Column("looked_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
    Column("times", Integer, nullable=False),
)

source_statements = Table(
    "source_statements",
    metadata,
    Column("url", Text, primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("finding", JsonText, nullable=False),
    Column("since", UtcDateTime, nullable=False),
)

# A page by its feed and the feed's own id of the entry; where that is used again for another page, by its
# address besides.
visits = Table(
    "visits",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text),
    Column("article", Text),
    Column("tries", Integer, nullable=False),
    Column("visited_at", UtcDateTime, nullable=False),
    Column("again_at", UtcDateTime),
)
