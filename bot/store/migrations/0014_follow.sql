-- Standing questions. Where and when their messages go is a subscription of its own purpose, so that they are
-- delivered as briefings are; its `seen_to` is the number of the newest hit that was told.
ALTER TABLE subscriptions ADD COLUMN purpose TEXT;           -- briefing follow; NULL: a briefing
ALTER TABLE subscriptions ADD COLUMN cadence TEXT;           -- at-once hourly daily weekly; NULL: a briefing's
ALTER TABLE subscriptions ADD COLUMN most_a_day INTEGER;     -- messages; NULL: no limit
ALTER TABLE guild_settings ADD COLUMN follow_channels TEXT;  -- JSON: channels that members may have told; NULL: none

CREATE TABLE follow_questions (
  key              TEXT PRIMARY KEY,
  subscription_key TEXT NOT NULL REFERENCES subscriptions (key) ON DELETE CASCADE,
  owner_id         BIGINT,                          -- NULL: of whoever uses the terminal
  asked            TEXT NOT NULL,                   -- JSON: what it asks for
  note             TEXT NOT NULL DEFAULT '',        -- why its owner follows it
  since            BIGINT NOT NULL,                 -- number of the newest statement that was there before it
  paused_at        TEXT,
  created_at       TEXT NOT NULL
);
CREATE INDEX follow_questions_subscription ON follow_questions (subscription_key);
CREATE INDEX follow_questions_owner ON follow_questions (owner_id);

CREATE TABLE follow_hits (
  number           BIGINT PRIMARY KEY,              -- never given anew: what a watermark is compared with
  subscription_key TEXT NOT NULL REFERENCES subscriptions (key) ON DELETE CASCADE,
  question_key     TEXT NOT NULL REFERENCES follow_questions (key) ON DELETE CASCADE,
  statement_id     TEXT NOT NULL,
  kind             TEXT NOT NULL,                   -- new corrected
  digest           TEXT NOT NULL DEFAULT '',        -- of a correction: how the statement stands now
  found_at         TEXT NOT NULL,
  due_at           TEXT,                            -- NULL: it waits until it is fetched
  UNIQUE (question_key, statement_id, kind, digest)
);
CREATE INDEX follow_hits_subscription ON follow_hits (subscription_key, number);
CREATE INDEX follow_hits_found ON follow_hits (found_at);
