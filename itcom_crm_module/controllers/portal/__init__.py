from . import assets, code, log_mask, my, pages, papers, scans

log_mask.install()
