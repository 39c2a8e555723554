from . import code_set
