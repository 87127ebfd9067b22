"""The tables of the state database as the newest migration leaves them; a test compares the two.

Ids of Discord are 64-bit integers, moments and days are text (column_types.py), keys of ours are short
random words. Which value means what stands beside each column in the migrations.
"""

from __future__ import annotations

from bot.store.schema.answers import corrections as corrections
from bot.store.schema.answers import gap_askers as gap_askers
from bot.store.schema.answers import gaps as gaps
from bot.store.schema.answers import posted_answers as posted_answers
from bot.store.schema.answers import posted_statements as posted_statements
from bot.store.schema.answers import reports as reports
from bot.store.schema.base import metadata as metadata
from bot.store.schema.briefings import decisions as decisions
from bot.store.schema.briefings import deliveries as deliveries
from bot.store.schema.briefings import known_statements as known_statements
from bot.store.schema.briefings import pairs_shown as pairs_shown
from bot.store.schema.briefings import subscriptions as subscriptions
from bot.store.schema.column_types import WIDTH as WIDTH
from bot.store.schema.column_types import encode_json as encode_json
from bot.store.schema.follow import follow_feeds as follow_feeds
from bot.store.schema.follow import follow_hits as follow_hits
from bot.store.schema.follow import follow_questions as follow_questions
from bot.store.schema.intake import FOLLOWED as FOLLOWED
from bot.store.schema.intake import REFUSED as REFUSED
from bot.store.schema.intake import audit as audit
from bot.store.schema.intake import candidates as candidates
from bot.store.schema.intake import feeds as feeds
from bot.store.schema.intake import quiet_articles as quiet_articles
from bot.store.schema.pages import source_statements as source_statements
from bot.store.schema.pages import sources as sources
from bot.store.schema.pages import visits as visits
from bot.store.schema.privacy import copies as copies
from bot.store.schema.privacy import erasures as erasures
from bot.store.schema.privacy import refused_forms as refused_forms
from bot.store.schema.settings import command_sync as command_sync
from bot.store.schema.settings import guild_settings as guild_settings
from bot.store.schema.settings import meta as meta
from bot.store.schema.settings import user_settings as user_settings
from bot.store.schema.sharing import news as news
from bot.store.schema.sharing import paces as paces
from bot.store.schema.sharing import processes as processes
from bot.store.schema.sharing import shard_leases as shard_leases
from bot.store.schema.watch import watch_answers as watch_answers
from bot.store.schema.watch import watch_silenced as watch_silenced
