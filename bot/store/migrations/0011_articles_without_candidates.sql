-- Articles that came in and in which nobody was found to say anything: their words are searched all the same.
CREATE TABLE quiet_articles (
  article_id TEXT PRIMARY KEY,
  article    TEXT NOT NULL,                         -- JSON, as in candidates
  created_at TEXT NOT NULL
);
