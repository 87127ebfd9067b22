"""What all tables of the state database belong to."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
