"""Set limits on this process and become another program: `python -I limited.py MEBIBYTES SECONDS PROGRAM …`.

For programs of the operator's choice that are given text from outside. Limits of memory, CPU time and size of files are
inherited by whatever the program starts; wall time is the caller's to watch. Imports nothing but the standard library.
"""

import os
import resource
import sys

LARGEST_FILE = 64  # MiB


def main(arguments: list[str]) -> None:
    """Take the limits, then run the program. Does not return."""
    mebibytes, seconds, *program = arguments
    most = int(mebibytes) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE * 2**20, LARGEST_FILE * 2**20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execvp(program[0], program)  # noqa: S606 - no shell; the program is the operator's setting


if __name__ == "__main__":
    main(sys.argv[1:])
