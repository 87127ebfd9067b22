-- What curators have settled of a candidate before it is published: a whole article is decided on at once.
ALTER TABLE candidates ADD COLUMN edits TEXT;       -- JSON: fields of the draft, as they were set
ALTER TABLE candidates ADD COLUMN ticked BOOLEAN;   -- NULL: as sure as it was found
