from . import assets, log_mask, pages, papers

log_mask.install()
