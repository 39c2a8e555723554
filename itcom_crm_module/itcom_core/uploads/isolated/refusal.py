"""How a task says that a file won't do."""


class Refusal(Exception):
    """``code`` is that of a class in ``uploads/errors.py``, ``params`` are its facts."""

    def __init__(self, code, **params):
        self.code = code
        self.params = params
        super().__init__(code, params)
