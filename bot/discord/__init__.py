"""The Discord client, its start and stop, the sync of its commands. Only here is discord imported."""
