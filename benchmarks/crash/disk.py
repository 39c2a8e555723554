# Licence LGPL-3 (see LICENSE).
"""A file system whose power can be cut: what was not synced is gone, as after the real thing."""

import fcntl
import os
import struct
import subprocess
import time
from contextlib import contextmanager

from bench.progress import BenchError

from . import killing

SIZE = "8G"
# linux/ext4.h: EXT4_IOC_SHUTDOWN, and to do it without writing the log of the file system first.
SHUTDOWN, WITHOUT_LOG = 0x8004587D, struct.pack("I", 2)
PATIENCE = 30


class Disk:
    """ext4 in a file, on a loop device. Only root can mount it.

    :param folder: where it is mounted; the file is made anew beside it.
    """

    def __init__(self, folder):
        self._folder = folder
        self._image = folder.with_name(folder.name + ".img")

    @contextmanager
    def mounted(self):
        """The folder is this disk inside this block."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._image.unlink(missing_ok=True)
        _run("truncate", "-s", SIZE, self._image)
        _run("mkfs.ext4", "-q", self._image)
        self._mount()
        try:
            yield self
        finally:
            self._unmount()
            self._image.unlink()

    def cut_power(self, odoo, server):
        """Everything stops, and the disk has what had reached it."""
        postmaster = killing.postmaster(odoo)
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, WITHOUT_LOG)
        finally:
            os.close(descriptor)
        killing.kill_group(server)
        killing.kill_cluster(postmaster)
        self._unmount()
        self._mount()

    def _mount(self):
        _run("mount", "-t", "ext4", "-o", "loop", self._image, self._folder)

    def _unmount(self):
        """Until the last process that had it open is gone, and the loop device with it."""
        end = time.monotonic() + PATIENCE
        while _fails("umount", self._folder):
            _wait(end, "%s can't be unmounted" % self._folder)
        while _run("losetup", "-j", self._image):
            _wait(end, "%s is still in use" % self._image)


def _wait(end, what):
    """:raise BenchError: it has been waited for long enough."""
    if time.monotonic() > end:
        raise BenchError(what)
    time.sleep(0.1)


def _fails(*command):
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode != 0


def _run(*command):
    """:return: what it printed. :raise BenchError: it failed, with its own words."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError("%s: %s" % (command[0], done.stderr.strip()))
    return done.stdout
