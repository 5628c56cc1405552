"""Errors of this room.

InsightError
├── ModelMissingError     a model's files are not where the installed package should hold them
├── EmbeddingsError       an embeddings server does not answer, or not with vectors
└── TagCorrectionError    what an operator asked for cannot be done; `message` says why
"""


class InsightError(Exception):
    """Anything that goes wrong while understanding a text."""


class ModelMissingError(InsightError):
    """A model's file is not installed. Trying again does not help; reinstall the package that carries it."""

    def __init__(self, package: str, path: str) -> None:
        super().__init__(f"{path} of the package {package} is missing; reinstall {package}, then start again")
        self.package = package
        self.path = path


class TagCorrectionError(InsightError):
    """What an operator asked for cannot be done; `message` says why, to the operator. Trying again does not help."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class EmbeddingsError(InsightError):
    """An embeddings server does not do what it should. Trying again later helps unless `why` says that a setting is wrong."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"the embeddings server {address} {why}")
        self.address = address
        self.why = why
