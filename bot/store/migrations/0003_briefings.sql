-- Who gets a briefing where and when, and what became of each.
CREATE TABLE known_statements (
  statement_id TEXT PRIMARY KEY,
  number       BIGINT NOT NULL UNIQUE               -- in the order in which the bot first met them
);

CREATE TABLE subscriptions (
  key           TEXT PRIMARY KEY,
  guild_id      BIGINT,
  user_id       BIGINT,                             -- a subscription in direct messages
  channel_id    BIGINT,
  kind          TEXT NOT NULL,                      -- channel thread forum dm
  local_time    TEXT NOT NULL,                      -- HH:MM
  timezone      TEXT NOT NULL,
  days          TEXT NOT NULL,                      -- ISO weekdays: 12345
  topics        TEXT NOT NULL DEFAULT '[]',
  people        TEXT NOT NULL DEFAULT '[]',
  role_id       BIGINT,
  when_empty    TEXT NOT NULL,                      -- skip line pair
  owner_id      BIGINT,
  seen_to       BIGINT NOT NULL,                    -- known_statements.number of the last one told
  last_day      TEXT,                               -- last local day that was decided
  last_dated    TEXT,                               -- date on the last briefing that went out
  starts_at     TEXT NOT NULL,                      -- times before it are not owed
  next_due_at   TEXT,                               -- NULL while paused
  paused_at     TEXT,
  paused_reason TEXT,
  created_at    TEXT NOT NULL
);
CREATE INDEX subscriptions_due ON subscriptions (next_due_at, key);
CREATE INDEX subscriptions_guild ON subscriptions (guild_id);
CREATE INDEX subscriptions_user ON subscriptions (user_id);

CREATE TABLE deliveries (
  id               TEXT PRIMARY KEY,                -- also the nonce, and what the button carries
  subscription_key TEXT NOT NULL REFERENCES subscriptions (key) ON DELETE CASCADE,
  slot             TEXT NOT NULL,                   -- the local day, or 'now-...' for one on request
  part             INTEGER NOT NULL,
  parts            INTEGER NOT NULL,
  status           TEXT NOT NULL,                   -- claimed confirmed skipped failed unsettled
  dated            TEXT NOT NULL,                   -- the date that stands on it
  body             TEXT,                            -- the message, until it is confirmed
  seen_to          BIGINT NOT NULL,
  pair             TEXT,
  give_up_at       TEXT NOT NULL,
  holder           TEXT,                            -- the process that is at it,
  held_until       TEXT,                            -- and until when nobody else may touch it
  attempts         INTEGER NOT NULL DEFAULT 0,
  message_id       BIGINT,
  reason           TEXT,
  claimed_at       TEXT NOT NULL,
  settled_at       TEXT,
  UNIQUE (subscription_key, slot, part)
);
CREATE INDEX deliveries_open ON deliveries (status, held_until);
CREATE INDEX deliveries_settled ON deliveries (status, settled_at);
CREATE INDEX deliveries_age ON deliveries (claimed_at);

CREATE TABLE decisions (
  subscription_key TEXT NOT NULL REFERENCES subscriptions (key) ON DELETE CASCADE,
  number           INTEGER NOT NULL,
  day              TEXT NOT NULL,
  outcome          TEXT NOT NULL,
  facts            TEXT NOT NULL DEFAULT '{}',
  decided_at       TEXT NOT NULL,
  PRIMARY KEY (subscription_key, number)
);

CREATE TABLE pairs_shown (
  subscription_key TEXT NOT NULL REFERENCES subscriptions (key) ON DELETE CASCADE,
  pair             TEXT NOT NULL,
  last_day         TEXT NOT NULL,
  times            INTEGER NOT NULL,
  PRIMARY KEY (subscription_key, pair)
);
