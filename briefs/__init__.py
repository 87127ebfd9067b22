"""The engine: article -> dossier -> library -> index -> query -> answer. Never imports discord."""
