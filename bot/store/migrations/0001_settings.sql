-- What servers and users have chosen, and what the bot notes about itself.
-- Moments are UTC in fixed width ("2026-11-22T09:00:00.000000Z"), so that they sort as text.
CREATE TABLE guild_settings (
  guild_id            BIGINT PRIMARY KEY,
  curators_channel_id BIGINT,
  curators_role_id    BIGINT,
  language            TEXT,
  timezone            TEXT,
  plain_text          BOOLEAN NOT NULL DEFAULT FALSE,
  allowed             TEXT NOT NULL DEFAULT '{}',   -- {"command": [role ids]}; absent: everyone
  changed_at          TEXT NOT NULL,
  removed_at          TEXT
);

CREATE TABLE user_settings (
  user_id    BIGINT PRIMARY KEY,
  language   TEXT,
  timezone   TEXT,
  plain_text BOOLEAN,
  changed_at TEXT NOT NULL
);

CREATE TABLE meta (
  name       TEXT PRIMARY KEY,
  value      TEXT NOT NULL,
  changed_at TEXT NOT NULL
);

CREATE TABLE command_sync (
  scope     TEXT PRIMARY KEY,                       -- 'global' or a server's id
  tree_hash TEXT NOT NULL,
  synced_at TEXT NOT NULL
);
