"""subprocess: run, Popen, communicate, timeouts, errors."""
import os, signal, subprocess, sys, time
from subprocess import PIPE, STDOUT, DEVNULL


def attempt(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print(subprocess.run(["echo", "a", "b"], capture_output=True))
print(subprocess.run("echo $0; echo err >&2; exit 3", shell=True, capture_output=True, text=True))
print(subprocess.check_output(["cat"], input=b"given"))
print(subprocess.check_output("cat", input="t\u00e4xt", text=True, encoding="utf-8"))
print(subprocess.run(["cat"], input="x" * 200_000, capture_output=True, text=True).stdout == "x" * 200_000)
print(subprocess.call("exit 5", shell=True), subprocess.getstatusoutput("echo x; exit 2"), subprocess.getoutput("echo y"))
print(attempt(subprocess.check_call, ["false"]))
print(attempt(subprocess.run, ["/no/such/program"]))
print(attempt(subprocess.run, ["no-such-program-anywhere"]))
print(attempt(subprocess.run, ["true"], cwd="/no/such/folder"))
print(attempt(subprocess.run, ["/etc/passwd"]))
print(attempt(subprocess.run, ["true\0"]))
print(attempt(subprocess.run, []))
print(attempt(subprocess.run, [1]))
print(attempt(subprocess.run, ["true"], capture_output=True, stdout=PIPE))
print(attempt(subprocess.run, ["sleep", "20"], timeout=0.05)[:50])
print(attempt(subprocess.run, "echo part; sleep 20", shell=True, timeout=0.2, capture_output=True).startswith("TimeoutExpired"))

process = subprocess.Popen(["cat"], stdin=PIPE, stdout=PIPE)
print(process.poll(), process.returncode, process.args)
process.stdin.write(b"line 1\nline 2\n")
process.stdin.close()
print(process.stdout.read(), process.wait(), process.poll())
process.stdout.close()

with subprocess.Popen(["sh", "-c", "echo out; echo err >&2"], stdout=PIPE, stderr=PIPE, text=True) as process:
    print(process.communicate())
with subprocess.Popen(["sh", "-c", "echo out; echo err >&2"], stdout=PIPE, stderr=STDOUT, text=True, bufsize=1) as process:
    print([line for line in process.stdout], process.wait())
with subprocess.Popen(["sh", "-c", "echo out"], stdout=DEVNULL) as process:
    print(process.communicate())

process = subprocess.Popen(["sleep", "30"])
print(attempt(process.wait, timeout=0.02).startswith("TimeoutExpired: Command '['sleep', '30']' timed out after "))
process.send_signal(0)
process.terminate()
print(process.wait(), process.returncode == -signal.SIGTERM, process)
process.terminate()
process = subprocess.Popen(["sleep", "30"])
process.kill()
print(process.wait())
print(attempt(subprocess.check_call, "kill -9 $$", shell=True))

print(subprocess.check_output("pwd; echo $A-$B", shell=True, cwd="/", env={"A": "1", "B": "2"}))
print(subprocess.check_output(["sh", "-c", "umask"], umask=0o27))
print(subprocess.run("exit 1", shell=True, preexec_fn=lambda: os.write(1, b"before the program\n")).returncode)


def raises():
    raise ValueError


print(attempt(subprocess.run, ["true"], preexec_fn=raises))
print(subprocess.run(["sh", "-c", "[ $(ps -o sid= -p $$) = $$ ]"], start_new_session=True).returncode)

# Which descriptors reach the program.
read, write = os.pipe()
script = f"test -e /proc/self/fd/{write}"
print(subprocess.run(script, shell=True).returncode, subprocess.run(script, shell=True, close_fds=False).returncode)
print(subprocess.run(f"echo through >&{write}", shell=True, pass_fds=[write]).returncode, os.read(read, 100))
os.set_inheritable(write, True)
print(subprocess.run(f"echo through >&{write}", shell=True, close_fds=False).returncode, os.read(read, 100))
print(subprocess.run(f"echo through >&{write}", shell=True, stderr=DEVNULL).returncode != 0)

# Pipelines.
first = subprocess.Popen(["printf", "b\\na\\n"], stdout=PIPE)
second = subprocess.Popen(["sort"], stdin=first.stdout, stdout=PIPE)
first.stdout.close()
print(second.communicate(), first.wait())

# What the program finds of signals.
print(subprocess.run(["sh", "-c", "kill -PIPE $$; echo ignored"], capture_output=True).returncode)
print(subprocess.run(["sh", "-c", "kill -PIPE $$; echo ignored"], capture_output=True, restore_signals=False).stdout)
print(os.system("exit 3") >> 8, os.popen("echo popen").read(), os.spawnlp(os.P_WAIT, "sh", "sh", "-c", "exit 6"))
sys.stdout.flush()
done = subprocess.run([sys.executable, "-c", "import sys; print(sys.argv, sys.stdin.read())", "arg"], input=b"in", capture_output=True)
print(done.returncode, done.stdout, done.stderr)
