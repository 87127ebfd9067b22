-- What a check of a quotation needs beside the table `article`: its words, and who said which stretch of it.
-- Of texts folded for search, which are kept nowhere: see briefs.text.search_folding.
CREATE VIRTUAL TABLE article_words USING fts5 (
    text, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
);

CREATE TABLE common_word (   -- words in so many articles that looking for them finds nothing
    word     TEXT PRIMARY KEY,
    articles INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE known_run (     -- a bitmap of three words in a row that stand anywhere: see briefs.index.known_runs
    number INTEGER PRIMARY KEY,
    bits   BLOB NOT NULL
);

CREATE TABLE stretch (       -- of an article's text and no statement: a part such as a heading, or a candidate
    article    INTEGER NOT NULL,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    speakers   TEXT NOT NULL,  -- JSON: [[id, name]]
    PRIMARY KEY (article, start, end, kind, speakers)
) WITHOUT ROWID;

CREATE TABLE speaker (id TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE span_of_articles (articles INTEGER NOT NULL, earliest TEXT, latest TEXT);
