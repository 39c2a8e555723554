# Licence LGPL-3 (see LICENSE).
"""Keeps the tokens of clients' links out of the server's log of requests."""

import logging
import re

TOKEN = re.compile(r"(access_token=)[^&\s\"]+")


class TokenMask(logging.Filter):
    """Lets every record through, its tokens masked."""

    def filter(self, record):
        message = record.getMessage()
        if "access_token=" in message:
            record.msg, record.args = TOKEN.sub(r"\1***", message), ()
        return True


def install():
    """Mask what the web server logs of each request."""
    logging.getLogger("werkzeug").addFilter(TokenMask())
