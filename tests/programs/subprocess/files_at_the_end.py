# What a program keeps in `sys`, `builtins` or a standard stream is finalized at its end, so files there are flushed.
import os
import subprocess
import sys
import tempfile

program = """
import builtins, sys
class Noisy:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print("finalized:", self.name)
folder = sys.argv[1]
for holder, name in [(sys, "sys"), (sys.stderr, "stderr"), (sys.stdout, "stdout"), (builtins, "builtins")]:
    holder.log = open(f"{folder}/{name}", "w")
    holder.log.write(f"held by {name}")
sys._private = Noisy("private in sys")
print("end")
"""

with tempfile.TemporaryDirectory() as folder:
    done = subprocess.run([sys.executable, "-c", program, folder], capture_output=True, text=True)
    print(sorted(done.stdout.splitlines()), repr(done.stderr), done.returncode)
    for name in sorted(os.listdir(folder)):
        print(name, repr(open(os.path.join(folder, name)).read()))
