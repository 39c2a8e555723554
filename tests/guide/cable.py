# Licence LGPL-3 (see LICENSE).
"""A connection to Odoo that can be cut in the middle of what goes over it."""

import socket
import threading
import time
from urllib.parse import urlsplit

CHUNK = 4096
# Of a slow connection, for each chunk that goes up.
PAUSE = 0.3


class Cable:
    """Listens at a port of its own and passes on what comes, both ways.

    :param address: of Odoo, such as "http://127.0.0.1:8069".
    :ivar is_slow: whether what goes up takes its time.
    :ivar loses_answers: whether what is sent arrives, and no answer comes back.
    """

    def __init__(self, address):
        self._odoo = (urlsplit(address).hostname, urlsplit(address).port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._plugs = set()
        self.is_cut = False
        self.is_slow = False
        self.loses_answers = False
        self.address = "http://127.0.0.1:%d" % self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def through(self, link):
        """:return: a link of Odoo's, by way of this cable."""
        return self.address + link[link.index("/questionnaire/") :]

    def cut(self):
        """End what is under way; nothing comes through until :meth:`mend`."""
        self.is_cut = True
        for plug in list(self._plugs):
            self._pull(plug)

    def mend(self):
        """Let everything through again."""
        self.is_cut = self.is_slow = self.loses_answers = False

    def close(self):
        """Take the cable away."""
        self.cut()
        self._listener.close()

    def _accept(self):
        while True:
            try:
                near, _peer = self._listener.accept()
            except OSError:
                return
            if self.is_cut:
                near.close()
                continue
            far = socket.create_connection(self._odoo)
            self._plugs |= {near, far}
            for pump in (self._up, self._down):
                threading.Thread(target=pump, args=(near, far), daemon=True).start()

    def _up(self, near, far):
        for data in self._read(near):
            if self.is_slow:
                time.sleep(PAUSE)
            if not self._write(far, data):
                break
        self._pull(far)

    def _down(self, near, far):
        for data in self._read(far):
            if self.loses_answers or not self._write(near, data):
                break
        self._pull(near)

    @staticmethod
    def _read(plug):
        try:
            while data := plug.recv(CHUNK):
                yield data
        except OSError:
            return

    @staticmethod
    def _write(plug, data):
        try:
            plug.sendall(data)
        except OSError:
            return False
        return True

    def _pull(self, plug):
        self._plugs.discard(plug)
        try:
            plug.shutdown(socket.SHUT_RDWR)
        except OSError:
            # The other end was faster.
            pass
        plug.close()
