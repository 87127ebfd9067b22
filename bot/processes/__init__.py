"""Several processes on one machine: started, watched, started again, stopped together."""

from bot.processes.supervisor import SLOT_SEPARATOR, Slot, call_when_alone, read_slot, supervise

__all__ = ["SLOT_SEPARATOR", "Slot", "call_when_alone", "read_slot", "supervise"]
