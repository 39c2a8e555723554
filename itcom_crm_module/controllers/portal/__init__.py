from . import assets, code, log_mask, my, pages, papers

log_mask.install()
