-- Words of messages leave the database; who was erased is known to it, and where its copies are.
-- What was checked by “verify” is held in memory from now on; of each answer its language and look stay.
UPDATE posted_answers SET arguments = '{'
  || '"~language": "' || CASE WHEN arguments LIKE '%"~language": "ru"%' THEN 'ru' ELSE 'en' END || '", '
  || '"~plain": "' || CASE WHEN arguments LIKE '%"~plain": "yes"%' THEN 'yes' ELSE 'no' END || '"}'
WHERE command = 'verify';

-- Users who were erased before this: what they asked, and the direct channels that are theirs.
DELETE FROM posted_answers WHERE asker_id IS NULL AND (guild_id IS NULL OR message_id IS NULL);
UPDATE posted_answers SET command = '', arguments = '{'
  || '"~language": "' || CASE WHEN arguments LIKE '%"~language": "ru"%' THEN 'ru' ELSE 'en' END || '", '
  || '"~plain": "' || CASE WHEN arguments LIKE '%"~plain": "yes"%' THEN 'yes' ELSE 'no' END || '"}'
WHERE asker_id IS NULL AND command <> 'delivery';
UPDATE reports SET outcome = NULL WHERE reporter_id IS NULL;

-- A backup of an earlier version gets both tables when it is put back, before it comes to this one.
CREATE TABLE IF NOT EXISTS erasures (
  mark      TEXT PRIMARY KEY,                       -- a hash: a copy that is put back is erased in again
  erased_at TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS erasures_age ON erasures (erased_at);

CREATE TABLE IF NOT EXISTS copies (
  path    TEXT PRIMARY KEY,                         -- of a backup that was made by command
  made_at TEXT NOT NULL
);
