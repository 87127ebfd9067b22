-- What a server sets in its panel, how a briefing is posted, and who says that they are the person quoted.
ALTER TABLE guild_settings ADD COLUMN asking_channels TEXT;  -- JSON: ids of the channels that may ask; NULL: all
ALTER TABLE guild_settings ADD COLUMN asking_roles TEXT;     -- JSON: ids of the roles that may ask; NULL: everybody
ALTER TABLE subscriptions ADD COLUMN tags TEXT;              -- JSON: ids of the tags of posts in a forum
ALTER TABLE subscriptions ADD COLUMN silent BOOLEAN;         -- sent without a notification
ALTER TABLE subscriptions ADD COLUMN publish BOOLEAN;        -- to the followers of an announcement channel too
ALTER TABLE reports ADD COLUMN claimed_name TEXT;            -- under which name somebody says to be the one quoted
ALTER TABLE reports ADD COLUMN checked TEXT;                 -- how a curator made sure of that
