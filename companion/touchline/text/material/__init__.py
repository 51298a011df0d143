"""Tells material of the work from what a person says: code, logs, tables, scripts, pasted letters."""
