"""The bench: a real Odoo 14 to run the addon on, and the suites that test it there.

Nothing here belongs to the product. Start at ``__main__.py``: one command each for what the
Makefile names. Needs only what a fresh Debian has: Python 3.9+, apt, dpkg-deb, tar.
"""
