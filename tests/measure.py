# SPDX-License-Identifier: GPL-2.0-or-later
# Run a program, and print the largest resident set (MiB) that any of its
# processes had, and the seconds of processor time they took. Ends with the
# status of the program; 98 where it ran for too long.
import os
import resource
import subprocess
import sys

try:
    status = subprocess.run(
        sys.argv[1:], timeout=900, stdout=subprocess.DEVNULL
    ).returncode
except subprocess.TimeoutExpired:
    status = 98
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_maxrss // 1024, int(used.ru_utime + used.ru_stime))
sys.exit(status if status >= 0 else 99)
