# Licence LGPL-3 (see LICENSE).
"""CPU time and memory of functions, side by side in one run."""

import ctypes
import gc
import os
import resource
import statistics
import time


def paired_cpu(functions, rounds):
    """Time functions in turns, so that whatever the machine does meets all alike.

    :param functions: {name: function without arguments}.
    :return: {name: median of the CPU seconds of one call}.
    """
    calls = {name: _calls_per_turn(function) for name, function in functions.items()}
    seconds = {name: [] for name in functions}
    for _round in range(rounds):
        for name, function in functions.items():
            seconds[name].append(_cpu(function, calls[name]) / calls[name])
    return {name: statistics.median(values) for name, values in seconds.items()}


def _calls_per_turn(function, least=0.02):
    """:return: how many calls take long enough for the clock."""
    function()
    once = max(_cpu(function, 1), 1e-6)
    return max(1, round(least / once))


def _cpu(function, calls):
    gc.collect()
    start = time.process_time()
    for _call in range(calls):
        function()
    return time.process_time() - start


def peak_memory(prepare, work):
    """Run in a process of its own.

    :param prepare: function whose memory does not count (imports, compiling, one warm call).
    :param work: function of what ``prepare`` returned.
    :return: bytes by which the process grew at most.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        prepared = prepare()
        gc.collect()
        _give_back_free_memory()
        _reset_peak()
        before = _resident("VmRSS")
        work(prepared)
        os.write(writer, str(max(0, _resident("VmHWM") - before)).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        grown = int(answer.read())
    os.waitpid(child, 0)
    return grown


def _give_back_free_memory():
    """What imports have left free would otherwise be used first and not be counted."""
    ctypes.CDLL(None).malloc_trim(0)


def _reset_peak():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def _resident(key):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(key):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
