"""What can go wrong with an engine that writes. None of it reaches a reader: the answer picked from the text stands.

AssistError
├── VoiceError                 `kind` is a slug: language, down, slow, endless, broken, garbage
└── ModelError                 `kind` is a slug, `again` whether trying again can help
    ├── ModelUnreachableError  nobody listens at the address
    ├── ModelSlowError         it did not answer in time
    ├── ModelBusyError         429 or 503; `after` seconds it asks to be left alone
    ├── ModelRefusedError      any other status than 200
    └── ModelAnswerError       200, but not an answer: no JSON, another schema, empty, cut off, endless, another language
"""


class AssistError(Exception):
    """Anything this room raises."""


class ModelError(AssistError):
    """The engine gave no answer that can be used."""

    kind = "fault"
    again = True


class ModelUnreachableError(ModelError):
    """Nobody listens at the address."""

    kind = "down"

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"the language model at {address} cannot be reached; start it or change OCTAVO_LLM_URL; it is tried again by itself"
        )


class ModelSlowError(ModelError):
    """It did not answer within the time it has."""

    kind = "slow"

    def __init__(self, address: str, seconds: float) -> None:
        self.address, self.seconds = address, seconds
        super().__init__(
            f"the language model at {address} did not finish in {seconds:g} s (OCTAVO_LLM_TIMEOUT); it is tried again later"
        )


class ModelBusyError(ModelError):
    """It asks to be left alone. `after`: seconds, None when it does not say."""

    kind = "busy"

    def __init__(self, address: str, status: int, after: float | None) -> None:
        self.address, self.status, self.after = address, status, after
        super().__init__(
            f"the language model at {address} answered {status}; it is tried again {'later' if after is None else f'after {after:g} s'}"
        )


class ModelRefusedError(ModelError):
    """Another status than 200. Trying again helps for 5xx alone."""

    kind = "refused"

    def __init__(self, address: str, status: int) -> None:
        self.address, self.status = address, status
        self.again = status >= 500
        super().__init__(
            f"the language model at {address} answered {status}; check OCTAVO_LLM_KEY and OCTAVO_LLM_MODEL if this stays"
        )


class ModelAnswerError(ModelError):
    """It answered, but what came is no answer. `kind` says how: garbage, schema, empty, cut, endless, language."""

    again = False

    def __init__(self, kind: str, words: str) -> None:
        self.kind = kind
        super().__init__(f"the language model's answer cannot be used: {words}; nothing of it is shown")


class VoiceError(AssistError):
    """A voice gave no recording that can be used. Trying again may help when it was slow."""

    def __init__(self, kind: str, words: str) -> None:
        self.kind = kind
        super().__init__(f"{words}; nothing is recorded")
