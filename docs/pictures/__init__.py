"""The pictures of the documentation, drawn from what sayso reads: `python -m docs.pictures`."""
