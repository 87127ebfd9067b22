"""Numbered SQL scripts of the state database: SQLite and PostgreSQL both read them.

A script that has been released is never edited; what changes later gets the next number.
"""
