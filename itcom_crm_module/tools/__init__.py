from . import code_set, indexes
