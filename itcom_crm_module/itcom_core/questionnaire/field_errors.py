"""What can be wrong with one answer. Numbers add the errors of ``itcom_core.identifiers``."""

from ..errors import ItcomError


class FieldError(ItcomError):
    """An answer that can't be accepted as typed."""

    code = "field"


class WrongFormat(FieldError):
    """It does not look like what is asked for; ``params["example"]`` does."""

    code = "wrong_format"


class TooLong(FieldError):
    """More than ``params["limit"]`` characters."""

    code = "too_long"


class ForbiddenCharacter(FieldError):
    """A character that no such answer holds; ``params["character"]`` is the first one."""

    code = "character"


class NotAnOption(FieldError):
    """None of ``params["options"]``."""

    code = "not_an_option"


class NoSuchDate(FieldError):
    """Not a date, or not a day that exists."""

    code = "no_such_date"


class InFuture(FieldError):
    """A day later than today."""

    code = "in_future"


class TooLongAgo(FieldError):
    """A day earlier than ``params["earliest"]``."""

    code = "too_long_ago"


class TooYoung(FieldError):
    """Younger than ``params["years"]``."""

    code = "too_young"


class OutOfOrder(FieldError):
    """A date that can't be before that of the field ``params["other"]``."""

    code = "out_of_order"


class CitizenshipMismatch(FieldError):
    """Citizenship contradicts what was chosen; ``params["foreigner"]``: the choice made."""

    code = "citizenship"
