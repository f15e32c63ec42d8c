"""How the layers below an exchange give up."""

from audit.model.probe import Failure


class NoAnswerError(OSError):
    """There will be no answer, and we know exactly why. The HTTP client passes any `OSError` up unharmed."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.detail)
        self.failure = failure
