-- What was decided at once on an article's candidates is taken back at once, also after a restart.
ALTER TABLE candidates ADD COLUMN decision INTEGER;  -- counts an article's decisions; NULL: decided alone, or not
