"""``make sweeps``."""

from plainnet.sweeps import renew

renew()
