# Licence LGPL-3 (see LICENSE).

from unittest.mock import patch

from ..models import itcom_office


class FakeOffice:
    """Stands for LibreOffice, which itcom_core's own tests try in earnest."""

    def __init__(self, answer):
        self.answer, self.asked = answer, 0

    def pdf(self, _content):
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class OfficeCase:
    """Mixin of tests that need LibreOffice, or its absence."""

    def with_office(self, answer):
        """:return: the :class:`FakeOffice` that answers until the end of the test."""
        office = FakeOffice(answer)
        for name, value in (("_office", lambda: office), ("find_office", lambda: answer)):
            patcher = patch.object(itcom_office, name, value)
            patcher.start()
            self.addCleanup(patcher.stop)
        return office
