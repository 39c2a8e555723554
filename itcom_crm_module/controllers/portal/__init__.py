from . import assets, log_mask, pages

log_mask.install()
