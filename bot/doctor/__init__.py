"""What an operator wants to know before the bot's users do: each finding with what to do about it."""

from bot.doctor.diagnosis import Diagnosis, Severity, UsedChannels
from bot.doctor.health_report import STALE, health_finding
from bot.doctor.library_check import followed_findings, library_findings
from bot.doctor.machine import machine_findings
from bot.doctor.state_check import state_findings

__all__ = [
    "STALE",
    "Diagnosis",
    "Severity",
    "UsedChannels",
    "followed_findings",
    "health_finding",
    "library_findings",
    "machine_findings",
    "state_findings",
]
