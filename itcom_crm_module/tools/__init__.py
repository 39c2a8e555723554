from . import code_set, indexes, text_search
