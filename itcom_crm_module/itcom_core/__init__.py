"""Rules of the product in pure Python: no Odoo, no database, relative imports only."""
