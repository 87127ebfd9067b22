-- What became of each page that a feed announced.
CREATE TABLE visits (
  feed       TEXT NOT NULL,
  entry      TEXT NOT NULL,                         -- the feed's own id of it; empty: about the feed itself
  url        TEXT NOT NULL,
  outcome    TEXT NOT NULL,                         -- queued empty duplicate failed warning
  reason     TEXT,
  article    TEXT,
  tries      INTEGER NOT NULL,
  visited_at TEXT NOT NULL,
  again_at   TEXT,                                  -- when it is tried once more
  PRIMARY KEY (feed, entry)
);
CREATE INDEX visits_again ON visits (again_at);
