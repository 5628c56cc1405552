"""When to leave an engine alone: after faults it rests, one question tries it again, and an answer makes all well."""

from dataclasses import dataclass

FAULTS = 3  # in a row
LONGEST = 20  # rests; the pause doubles up to this many times the first


@dataclass(slots=True)
class Breaker:
    """The health of one engine. Times are seconds of one clock that only goes forward. Not safe between threads: hold a lock.

    `rest` is the first pause; `until` when the present one ends.
    """

    rest: float
    faults: int = 0
    until: float = 0.0
    trying: bool = False
    opened: int = 0

    def open(self, now: float) -> bool:
        """Say whether the engine may be asked now. After a rest one may ask, and the others wait for how it went."""
        if not self.until:
            return True
        if now < self.until or self.trying:
            return False
        self.trying = True
        return True

    @property
    def resting(self) -> bool:
        """Say whether it was last seen failing."""
        return bool(self.until)

    def well(self) -> None:
        """It answered."""
        self.faults, self.until, self.trying, self.opened = 0, 0.0, False, 0

    def failed(self, now: float, after: float | None = None) -> None:
        """It did not. `after`: seconds it asked to be left alone, which are granted at once."""
        self.faults += 1
        if after is None and self.faults < FAULTS and not self.trying:
            return
        self.trying = False
        pause = min(self.rest * 2**self.opened, self.rest * LONGEST)
        self.opened += 1
        self.until = now + max(pause, min(after or 0.0, self.rest * LONGEST))
