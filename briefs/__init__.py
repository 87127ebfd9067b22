"""The engine: article -> dossier -> library -> index -> desk -> answer. Never imports discord."""
