-- The index: derived from the library, built whole into a new file, opened read-only, never migrated.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE file (          -- what the index was built from: a cheap look tells whether it is stale
    path     TEXT PRIMARY KEY,
    mtime_ns INTEGER NOT NULL,
    size     INTEGER NOT NULL,
    sha256   TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE person   (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL, statements INTEGER NOT NULL);
CREATE TABLE topic    (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, data TEXT NOT NULL, statements INTEGER NOT NULL);
CREATE TABLE occasion (id TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE position (person TEXT NOT NULL, topic TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (person, topic)) WITHOUT ROWID;

CREATE TABLE shift    (person TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (person, id)) WITHOUT ROWID;

CREATE TABLE article (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    file        TEXT NOT NULL,
    title       TEXT NOT NULL,
    derived     INTEGER NOT NULL,
    publisher   TEXT,
    published   TEXT,
    language    TEXT NOT NULL,
    url         TEXT,
    author      TEXT,
    data        TEXT NOT NULL,  -- the fields that answers about statements do not need
    characters  INTEGER NOT NULL,
    text        BLOB NOT NULL   -- compressed: see briefs.index.schema
);

CREATE INDEX article_of_file ON article (file);

CREATE TABLE dossier (       -- articles in the order of these paths
    path    TEXT PRIMARY KEY,
    article INTEGER NOT NULL UNIQUE
) WITHOUT ROWID;

CREATE TABLE refers_to (     -- ids of articles and statements that an article or its statements refer to
    article INTEGER NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (article, name)
) WITHOUT ROWID;
CREATE INDEX referred_by ON refers_to (name);

CREATE TABLE article_day (   -- the newest day that an article and its statements tell of
    article INTEGER PRIMARY KEY,
    day     TEXT NOT NULL
);

CREATE TABLE statement (     -- number: order of latest possible day, then place in the article
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    article    INTEGER NOT NULL,
    status     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    earliest   TEXT,         -- ISO days, inclusive; NULL is open
    latest     TEXT,
    wide_from  TEXT,         -- the same, widened by a month where the date is uncertain
    wide_to    TEXT,
    start      INTEGER NOT NULL,
    end        INTEGER NOT NULL,
    passage    TEXT NOT NULL,
    summary    TEXT NOT NULL,
    data       TEXT NOT NULL
);
CREATE INDEX statement_of_article ON statement (article, start);

CREATE TABLE spoken (        -- who said what on what; topics with all that is broader
    person    INTEGER NOT NULL,
    topic     INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (person, topic, statement)
) WITHOUT ROWID;

CREATE TABLE tally (         -- how many statements of a person there are on a topic
    person     INTEGER NOT NULL,
    topic      INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    PRIMARY KEY (person, topic)
) WITHOUT ROWID;
CREATE INDEX tally_of_topic ON tally (topic, statements);

CREATE TABLE about (         -- what bears on a topic or on anything narrower, facts included
    topic     INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (topic, statement)
) WITHOUT ROWID;

CREATE TABLE anniversary (   -- every day and month on which a statement may have been made; exact dates only
    month_day TEXT NOT NULL, -- "10-26"
    statement INTEGER NOT NULL,
    PRIMARY KEY (month_day, statement)
) WITHOUT ROWID;

-- The words of originals, folded for search, by the number of their statement.
CREATE VIRTUAL TABLE original_words USING fts5 (words, tokenize="unicode61 remove_diacritics 0");

CREATE VIRTUAL TABLE statement_text USING fts5 (
    passage, summary, content='statement', content_rowid='number', tokenize="porter unicode61 remove_diacritics 2"
);
