"""English: what the language room knows of one language."""
