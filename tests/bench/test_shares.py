# Licence LGPL-3 (see LICENSE).
"""Every test class runs in one of the processes, and none in two."""

from bench.shares import ALL, Share, share_out

METHODS = {"TestC": 1, "TestA": 5, "TestB": 0}


def selects(share, name):
    """:return: whether Odoo would run the class: a tag for all, none against it."""
    tag = "%s:%s" % (ALL, name)
    return "-" + tag not in share.tags and bool({ALL, tag} & set(share.tags))


def test_each_class_runs_once_and_one_that_is_not_known_in_the_last_process():
    shares = share_out(METHODS, ("test", "test_2", "test_3"))
    for name in (*METHODS, "TestUnknown"):
        assert sum(selects(share, name) for share in shares) == 1
    assert selects(shares[-1], "TestUnknown")


def test_each_process_answers_for_its_own_number_of_tests():
    first, second = share_out(METHODS, ("test", "test_2"))
    assert (first.expected, second.expected) == (6, 0)
    assert [first.database, second.database] == ["test", "test_2"]


def test_one_process_runs_all():
    assert share_out(METHODS, ("test",)) == [Share("test", (ALL,), 6)]
