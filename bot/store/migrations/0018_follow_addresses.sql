-- Two more places for what standing questions find: a webhook, through which it is posted, and a feed, which whoever
-- knows its address fetches.
ALTER TABLE subscriptions ADD COLUMN webhook_id BIGINT;      -- NULL: posted by the bot itself, or fetched
ALTER TABLE subscriptions ADD COLUMN webhook_token TEXT;

CREATE TABLE follow_feeds (
  user_id    BIGINT PRIMARY KEY,
  token      TEXT NOT NULL UNIQUE,                  -- the secret part of its address
  language   TEXT NOT NULL,
  created_at TEXT NOT NULL
);
