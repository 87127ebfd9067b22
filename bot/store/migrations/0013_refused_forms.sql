-- What somebody typed into a form that could not be taken: its button opens it with that, after a restart too.
CREATE TABLE refused_forms (
  action  TEXT NOT NULL,                            -- which form,
  key     TEXT NOT NULL,                            -- and what it is about: both are in its custom_id
  user_id BIGINT NOT NULL,
  typed   TEXT NOT NULL,                            -- JSON: what was filled in, by the ids of the fields
  kept_at TEXT NOT NULL,
  PRIMARY KEY (action, key, user_id)
);
CREATE INDEX refused_forms_user ON refused_forms (user_id);
CREATE INDEX refused_forms_kept ON refused_forms (kept_at);
