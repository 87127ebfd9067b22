-- Answers that stand in channels, what readers reported, and what nobody could answer.
CREATE TABLE posted_answers (
  key        TEXT PRIMARY KEY,                      -- the short key that the buttons carry
  guild_id   BIGINT,
  channel_id BIGINT NOT NULL,
  message_id BIGINT,
  asker_id   BIGINT,
  command    TEXT NOT NULL,
  arguments  TEXT NOT NULL,                         -- JSON
  page       INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL
);
CREATE INDEX posted_answers_message ON posted_answers (message_id);
CREATE INDEX posted_answers_asker ON posted_answers (asker_id);
CREATE INDEX posted_answers_guild ON posted_answers (guild_id);
CREATE INDEX posted_answers_age ON posted_answers (created_at);

CREATE TABLE posted_statements (
  posted_key   TEXT NOT NULL REFERENCES posted_answers (key) ON DELETE CASCADE,
  statement_id TEXT NOT NULL,
  PRIMARY KEY (posted_key, statement_id)
);
CREATE INDEX posted_statements_statement ON posted_statements (statement_id);

CREATE TABLE reports (
  key          TEXT PRIMARY KEY,
  guild_id     BIGINT,
  reporter_id  BIGINT,
  statement_id TEXT NOT NULL,
  reason       TEXT NOT NULL,
  words        TEXT NOT NULL,
  status       TEXT NOT NULL,                       -- open accepted declined
  outcome      TEXT,
  reply        TEXT,                                -- shown beside the statement
  channel_id   BIGINT,                              -- the curators' card about it
  message_id   BIGINT,
  decided_by   TEXT,
  created_at   TEXT NOT NULL,
  decided_at   TEXT,
  told_at      TEXT                                 -- when the reporter learnt the outcome
);
CREATE INDEX reports_statement ON reports (statement_id);
CREATE INDEX reports_status ON reports (status, created_at);

CREATE TABLE gaps (
  key      TEXT PRIMARY KEY,
  kind     TEXT NOT NULL,                           -- person topic nothing
  person   TEXT NOT NULL,
  topic    TEXT NOT NULL,
  first_at TEXT NOT NULL,
  last_at  TEXT NOT NULL,
  UNIQUE (kind, person, topic)
);

CREATE TABLE gap_askers (
  gap_key    TEXT NOT NULL REFERENCES gaps (key) ON DELETE CASCADE,
  asker_hash TEXT NOT NULL,
  asked_at   TEXT NOT NULL,
  PRIMARY KEY (gap_key, asker_hash)
);
CREATE INDEX gap_askers_hash ON gap_askers (asker_hash);
CREATE INDEX gap_askers_age ON gap_askers (asked_at);
