# Licence LGPL-3 (see LICENSE).

from unittest.mock import MagicMock, patch

from odoo.service import server
from odoo.tests.common import SavepointCase, tagged

from .. import listen_queue


@tagged("post_install", "-at_install")
class TestListenQueue(SavepointCase):
    """Only a server with workers has a queue that is too short."""

    def load_on(self, running):
        with patch.object(server, "server", running):
            self.env["ir.http"]._register_hook()

    def test_a_server_with_workers_lets_a_crowd_wait(self):
        running = MagicMock(spec=server.PreforkServer)
        running.socket = MagicMock()
        self.load_on(running)
        running.socket.listen.assert_called_once_with(listen_queue.WAITING)

    def test_others_are_left_alone(self):
        shell, threads = None, MagicMock(spec=server.ThreadedServer, socket=MagicMock())
        not_listening = MagicMock(spec=server.PreforkServer, socket=None)
        for running in (shell, threads, not_listening):
            self.load_on(running)
        threads.socket.listen.assert_not_called()
