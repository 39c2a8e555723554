# Licence LGPL-3 (see LICENSE).
"""Lets more requests wait for a worker than the eight for each that Odoo lets wait.

A crowd of clients who save and upload at once is served one after another. What finds no place in
the queue before the workers, Linux drops: the browser, or the web server in front, hears nothing,
tries again for seconds, and in the end is cut off.
"""

from odoo.service import server

# As many as nginx lets wait; Linux lowers it to what net.core.somaxconn allows.
WAITING = 511


def widen():
    """Make room in the queue of a server with workers; one with threads has it already."""
    running = server.server
    if isinstance(running, server.PreforkServer) and running.socket:
        # A socket that listens may be told so again; all workers share it.
        running.socket.listen(WAITING)
