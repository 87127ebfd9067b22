-- What the watch over quotations answered, without a word of any message, and what it is not to say again.
CREATE TABLE watch_answers (
  key          TEXT NOT NULL,                       -- the answer's button carries it
  pair_mark    TEXT NOT NULL,                       -- salted hash of the words and the statement; one answer has several
  message_mark TEXT NOT NULL,                       -- salted hash of the message that was answered
  author_mark  TEXT NOT NULL,                       -- and of whoever wrote it
  guild_id     BIGINT NOT NULL,
  channel_id   BIGINT NOT NULL,                     -- where the answer stands
  answer_id    BIGINT NOT NULL,
  answered_at  TEXT NOT NULL,
  PRIMARY KEY (key, pair_mark)
);
CREATE INDEX watch_answers_message ON watch_answers (message_mark);
CREATE INDEX watch_answers_author ON watch_answers (author_mark);
CREATE INDEX watch_answers_answered ON watch_answers (answered_at);

CREATE TABLE watch_silenced (
  guild_id    BIGINT NOT NULL,
  pair_mark   TEXT NOT NULL,
  times       INTEGER NOT NULL,                     -- how often “wrong here” was pressed
  silenced_at TEXT NOT NULL,
  PRIMARY KEY (guild_id, pair_mark)
);
