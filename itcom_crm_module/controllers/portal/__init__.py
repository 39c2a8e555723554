from . import log_mask, pages

log_mask.install()
