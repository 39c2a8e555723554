"""Runs a command inside a tree, as user 1000, with the checkout and the bench's state bound in.

Inside, the checkout is /checkout, the state folder of the command is /bench (a short path:
PostgreSQL's socket has to fit into 107 bytes), the venv is /venv. Files that are written belong
to the caller outside. The network is the host's.
"""

import os
import shutil
import subprocess
from pathlib import Path

from .paths import CHECKOUT
from .progress import BenchError

HOST_FILES = ("/etc/resolv.conf", "/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt")
PASSED_ON = (
    "PIP_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
    "CI", "OPENBLAS_", "ITCOM_",
)  # fmt: skip


class Sandbox:
    """A tree with its venv.

    :param root: unpacked Debian tree.
    :param venv: folder of the Python packages beside it; None while the tree is being built.
    """

    def __init__(self, root, venv):
        self.root = Path(root)
        self.venv = venv and Path(venv)

    def argv(self, command, state=None, writable_root=False, writable_venv=False):
        """:return: ``command`` wrapped so that it runs inside.

        :param state: folder to be seen as /bench.
        """
        argv = [self._bwrap(), "--unshare-user", "--uid", "1000", "--gid", "1000"]
        argv += ["--bind" if writable_root else "--ro-bind", str(self.root), "/"]
        argv += ["--dev", "/dev", "--bind", "/dev/shm", "/dev/shm", "--bind", "/proc", "/proc"]
        argv += ["--tmpfs", "/tmp", "--tmpfs", "/run", "--bind", str(CHECKOUT), "/checkout"]
        for path in HOST_FILES:
            if os.path.exists(path):
                argv += ["--ro-bind", os.path.realpath(path), path]
        if self.venv:
            argv += ["--bind" if writable_venv else "--ro-bind", str(self.venv), "/venv"]
        if state:
            argv += ["--bind", str(state), "/bench"]
        return [*argv, "--chdir", "/checkout", *command]

    @staticmethod
    def environment(**extra):
        """:return: environment inside: nothing of the caller's but what a command must know."""
        kept = {name: value for name, value in os.environ.items() if name.startswith(PASSED_ON)}
        return {
            **kept,
            "PATH": "/venv/bin:/usr/bin:/usr/sbin",
            "HOME": "/tmp",
            "LANG": "C.UTF-8",
            "PIP_CERT": "/etc/ssl/certs/ca-certificates.crt",
            "PYTHONDONTWRITEBYTECODE": "1",
            **extra,
        }

    def run(self, command, state=None, check=True, quiet=False, env=None, **binds):
        """Run to the end. What it prints is shown only when it fails.

        :return: :class:`subprocess.CompletedProcess` with text output.
        :raise BenchError: ``check`` and it did not exit with 0.
        """
        done = subprocess.run(
            self.argv(command, state, **binds), env=self.environment(**(env or {})), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip
        if check and done.returncode:
            shown = "" if quiet else "\n" + done.stdout[-4000:]
            raise BenchError("%s failed (exit %d)%s" % (command[0], done.returncode, shown))
        return done

    def spawn(self, command, state=None, env=None, outlives=False, **popen):
        """Start and return the process; it leads a process group of its own, so that a Ctrl-C
        reaches it only through us, in the right order.

        :param outlives: False ends it with us, even when we are killed. PostgreSQL must not die
            that way: it would have to recover.
        """
        argv = self.argv(command, state)
        if not outlives:
            argv.insert(1, "--die-with-parent")
        return subprocess.Popen(
            argv, env=self.environment(**(env or {})), start_new_session=True,
            **{"stdin": subprocess.DEVNULL, **popen},
        )  # fmt: skip

    def check(self):
        """:raise BenchError: this machine allows no user namespaces; says what to do."""
        done = self.run(["/bin/true"], check=False)
        if done.returncode:
            raise BenchError(
                "The bench needs user namespaces and this machine refuses them:\n%s"
                "Allow them (sysctl kernel.unprivileged_userns_clone=1, or start the container "
                "with --security-opt seccomp=unconfined), or use your own Odoo: see README.md."
                % done.stdout
            )

    def _bwrap(self):
        return shutil.which("bwrap") or str(self.root / "usr/bin/bwrap")
