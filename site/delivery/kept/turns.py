"""One renderer an address: the others wait for what it makes."""

import threading
from contextlib import contextmanager
from time import monotonic, sleep

LONGEST_WAIT = 5.0  # seconds after which somebody renders too: the first may have died
LOOK_EVERY = 0.02


class Turns:
    """Gives out turns, among the threads of this worker by locks and among the workers of a machine by its Store."""

    def __init__(self, store):
        self.store = store
        self._waiting = {}
        self._lock = threading.Lock()

    @contextmanager
    def of(self, key, is_there):
        """Wait for the turn to render an address. `is_there()`: whether another made it meanwhile."""
        with self._lock:
            turn = self._waiting.setdefault(key, [threading.Lock(), 0])
            turn[1] += 1
        held = turn[0].acquire(timeout=LONGEST_WAIT)
        claimed = False
        try:
            claimed = self._claim(key, is_there)
            yield
        finally:
            if claimed:
                self.store.release(key)
            if held:
                turn[0].release()
            with self._lock:
                turn[1] -= 1
                if not turn[1]:
                    self._waiting.pop(key, None)

    def _claim(self, key, is_there):
        until = monotonic() + LONGEST_WAIT
        while not is_there() and monotonic() < until:
            if self.store.claim(key, LONGEST_WAIT):
                return True
            sleep(LOOK_EVERY)
        return False
