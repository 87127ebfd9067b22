-- Posted messages follow the library: what each says of which statement, and what is still to be said in it.
ALTER TABLE posted_statements ADD COLUMN stands BOOLEAN NOT NULL DEFAULT TRUE;  -- FALSE: it stood there once
ALTER TABLE posted_statements ADD COLUMN digest TEXT;  -- of the statement as it was last said there; NULL: unknown

CREATE TABLE corrections (
  posted_key   TEXT NOT NULL REFERENCES posted_answers (key) ON DELETE CASCADE,
  statement_id TEXT NOT NULL,
  digest      TEXT NOT NULL,                       -- that the message is to follow; '': no longer on record
  status       TEXT NOT NULL,                       -- waiting edited; forbidden gone invalid: it cannot be edited
  holder       TEXT,                                -- the process that is at it,
  held_until   TEXT,                                -- and until when nobody else may touch it
  attempts     INTEGER NOT NULL DEFAULT 0,
  queued_at    TEXT NOT NULL,
  settled_at   TEXT,
  PRIMARY KEY (posted_key, statement_id)
);
CREATE INDEX corrections_open ON corrections (status, held_until);
CREATE INDEX corrections_statement ON corrections (statement_id, status);
