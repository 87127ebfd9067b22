-- Several processes, one bot. Moments are milliseconds since 1970 by the database's own clock: those of two machines
-- need not agree.
CREATE TABLE processes (
  name       TEXT PRIMARY KEY,                      -- the same when its supervisor starts it again
  shards     INTEGER NOT NULL,                      -- into how many Discord is divided; the same for all
  asked      TEXT,                                  -- JSON: the shards that it was told to hold; NULL: a fair share
  curates    BOOLEAN NOT NULL,                      -- whether it has the library's files, and not their index alone
  library    TEXT NOT NULL DEFAULT '',              -- the digest of the library that it serves
  warning    TEXT NOT NULL DEFAULT '',              -- what is amiss with that library
  started_at BIGINT NOT NULL,
  held_until BIGINT NOT NULL
);

CREATE TABLE shard_leases (
  shard      INTEGER PRIMARY KEY,
  holder     TEXT NOT NULL,                         -- a name of `processes`
  held_until BIGINT NOT NULL
);

CREATE TABLE paces (
  name TEXT PRIMARY KEY,                            -- 'requests', 'identify 0'
  due  BIGINT NOT NULL                              -- when the next one may go
);

CREATE TABLE news (
  number  BIGINT PRIMARY KEY,                       -- without gaps: who misses one reads everything anew
  subject TEXT NOT NULL,                            -- 'guild 123', 'users', 'erased', 'library'
  told_at BIGINT NOT NULL
);
