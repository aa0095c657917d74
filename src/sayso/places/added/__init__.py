"""Gazetteers that the user adds: GeoNames dumps, tables and GeoJSON, each compiled into a file of its own."""
