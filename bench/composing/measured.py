"""Programs run one at a time, with the processor time and memory they took."""
import json
import os
import statistics
import subprocess
import tempfile
import time


class Failed(Exception):
    """What a program said when it gave no result."""


class Run:
    def __init__(self, out, usage, peak_bytes):
        self.out = out
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak_bytes = peak_bytes

    def json(self):
        return json.loads(self.out)


def peak_while_running(pid):
    """The most memory a child had. Asked of the system again and again, because what getrusage
    tells of a child is never less than this script itself was when it started it."""
    peak = 0
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as lines:
            for line in lines:
                if line.startswith("VmHWM:"):
                    peak = max(peak, 1024 * int(line.split()[1]))
        time.sleep(0.01)
    return peak


def run(*command):
    """The output of a command, and by getrusage the processor time it took."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(list(map(str, command)), stdout=out, stderr=err)
        peak = peak_while_running(child.pid)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        err.seek(0)
        if child.returncode:
            raise Failed(err.read().decode(errors="replace").strip() or f"{command[0]} failed")
        out.seek(0)
        return Run(out.read().decode(), usage, peak)


class Runs:
    """The worths and processor times of the same question asked under several seeds."""

    def __init__(self):
        self.worths, self.cpus = [], []

    def add(self, worth, cpu):
        if worth is None:
            raise Failed("not everyone once, in teams of the sizes asked for")
        self.worths.append(worth)
        self.cpus.append(cpu)

    def median(self):
        return statistics.median(self.worths)

    def cpu(self):
        return statistics.median(self.cpus)
