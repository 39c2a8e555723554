"""``make bench``: the measurements that claims of speed rest on.

Each is a package of ``benchmarks/``. What measures itcom_core alone runs on Odoo's own Python
inside the tree; what needs a database starts the bench's Odoo by itself.
"""

import subprocess
import sys

from . import recipes, tree
from .paths import CHECKOUT
from .progress import BenchError, say

INSIDE = ("documents",)


def run_benchmarks(name=None, *arguments):
    """Run benchmark ``name``, or all of them one after the other.

    :return: 0 when every goal was met.
    """
    known = sorted(path.parent.name for path in CHECKOUT.glob("benchmarks/*/__main__.py"))
    if name and name not in known:
        raise BenchError("No such benchmark: %s. There are: %s." % (name, ", ".join(known)))
    missed = 0
    for benchmark in [name] if name else known:
        say("== %s" % benchmark)
        command = ["-m", "benchmarks." + benchmark, *arguments]
        if benchmark in INSIDE:
            status = tree.ensure(recipes.ODOO).spawn(["/venv/bin/python", *command]).wait()
        else:
            status = subprocess.call([sys.executable, *command], cwd=CHECKOUT)
        missed += status != 0
    return 1 if missed else 0
