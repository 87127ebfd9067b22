"""Measurements that are run by hand: speed, memory and accuracy next to what else there is."""
