-- Feeds, what came out of them, and who decided what.
CREATE TABLE feeds (
  url           TEXT PRIMARY KEY,
  guild_id      BIGINT,
  added_by      TEXT,
  added_at      TEXT NOT NULL,
  status        TEXT NOT NULL,                      -- proposed active refused
  title         TEXT,
  etag          TEXT,
  last_modified TEXT,
  last_ok_at    TEXT,
  last_error    TEXT,
  last_error_at TEXT,
  failures      INTEGER NOT NULL DEFAULT 0,
  next_at       TEXT
);
CREATE INDEX feeds_due ON feeds (next_at);

CREATE TABLE candidates (
  key         TEXT PRIMARY KEY,
  article_id  TEXT NOT NULL,
  place       INTEGER NOT NULL,                     -- order within the article
  article     TEXT NOT NULL,                        -- JSON
  candidate   TEXT NOT NULL,                        -- JSON
  status      TEXT NOT NULL,                        -- waiting accepted rejected
  channel_id  BIGINT,                               -- the curators' card about it
  message_id  BIGINT,
  claimed_by  TEXT,
  claimed_at  TEXT,
  decided_by  TEXT,
  decided_at  TEXT,
  changes     TEXT,                                 -- JSON: what the curator changed
  statement_id TEXT,
  created_at  TEXT NOT NULL,
  UNIQUE (article_id, place)
);
CREATE INDEX candidates_status ON candidates (status, created_at);

CREATE TABLE audit (
  number       BIGINT PRIMARY KEY,
  done_at      TEXT NOT NULL,
  done_by      TEXT NOT NULL,
  deed         TEXT NOT NULL,                       -- accept edit reject withdraw correct undo ...
  subject      TEXT NOT NULL,                       -- the statement, candidate or report
  facts        TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_subject ON audit (subject);
CREATE INDEX audit_done_by ON audit (done_by);
