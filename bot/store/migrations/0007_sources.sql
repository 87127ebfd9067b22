-- The pages that were taken in, as they are looked at again.
CREATE TABLE sources (
  url           TEXT PRIMARY KEY,
  article       TEXT NOT NULL,                      -- the newest that was made of the page
  title         TEXT NOT NULL,
  sha256        TEXT NOT NULL,                      -- of the body as it came last
  etag          TEXT,
  last_modified TEXT,
  walled        BOOLEAN NOT NULL,                   -- whether the page spoke of subscribers
  copy          TEXT,                               -- its name in the archive
  taken_at      TEXT NOT NULL,
  looked_at     TEXT NOT NULL,
  next_at       TEXT NOT NULL,
  outcome       TEXT NOT NULL,                      -- stands changed gone unclear failed
  reason        TEXT,
  times         INTEGER NOT NULL                    -- looks in a row with this outcome
);
CREATE INDEX sources_next ON sources (next_at);

-- What became of the words of each statement of such a page.
CREATE TABLE source_statements (
  url       TEXT NOT NULL,
  statement TEXT NOT NULL,
  finding   TEXT NOT NULL,                          -- state, words before, words now
  since     TEXT NOT NULL,
  PRIMARY KEY (url, statement)
);
