from . import (
    test_journal,
    test_portlet,
)
