"""Runs MiniStack until the process that started it closes its end of the pipe, however that process ends."""

import os
import sys
import threading


def stop_with_parent() -> None:
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


threading.Thread(target=stop_with_parent, daemon=True).start()

from ministack.app import main  # noqa: E402

sys.argv = ["ministack"]
main()
