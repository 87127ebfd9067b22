-- The watch over quotations: where a server wants it, and how it speaks there.
ALTER TABLE guild_settings ADD COLUMN watch_channels TEXT;       -- JSON: channels and threads; NULL: none
ALTER TABLE guild_settings ADD COLUMN watch_way TEXT;            -- reply thread note; NULL: reply
ALTER TABLE guild_settings ADD COLUMN watch_desk_id BIGINT;      -- the channel of notes
ALTER TABLE guild_settings ADD COLUMN watch_confirms BOOLEAN;    -- a reaction to what the record bears out
ALTER TABLE guild_settings ADD COLUMN watch_without_roles TEXT;  -- JSON: roles whose messages are not read
ALTER TABLE guild_settings ADD COLUMN watch_pause INTEGER;       -- minutes between two answers in a channel
