"""Sockets: pairs, servers and clients, timeouts, names, errors."""
import _socket, os, socket, struct


def attempt(function, *args, **named):
    try:
        return function(*args, **named)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


left, right = socket.socketpair()
print(left.family, left.type, left.proto, left.getsockname() == "", left.gettimeout(), left.getblocking())
left.sendall(b"hello")
print(right.recv(3), right.recv(10, socket.MSG_PEEK), right.recv_into(buffer := bytearray(5)), buffer)
left.settimeout(0.02)
print(left.gettimeout(), attempt(left.recv, 5))
left.setblocking(False)
print(left.gettimeout(), attempt(left.recv, 5), left.timeout)
left.setblocking(True)
with left.makefile("rw") as text, right.makefile("rwb") as binary:
    text.write("line \u00e4\nnext\n")
    text.flush()
    print(binary.readline(), binary.readline(), binary.write(b"back\n"), binary.flush(), text.readline())
print(left.sendmsg([b"ab", bytearray(b"cd")]), right.recvmsg(10), right.fileno() > 2)
descriptor = os.open("/dev/null", os.O_RDONLY)
left.sendmsg([b"with"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("i", descriptor))])
message, beside, flags, address = right.recvmsg(10, socket.CMSG_SPACE(8))
[(level, kind, data)] = beside
print(message, level, kind, flags, address, os.fstat(struct.unpack("i", data)[0]).st_rdev == os.fstat(descriptor).st_rdev)
left.shutdown(socket.SHUT_WR)
print(right.recv(1), attempt(left.send, b"x"))
duplicate = right.dup()
print(duplicate.fileno() != right.fileno(), type(duplicate), duplicate.get_inheritable())
left.close()
print(left.fileno(), attempt(left.recv, 1), repr(left), right.detach() > 2, right.fileno())

server = socket.create_server(("127.0.0.1", 0))
host, port = server.getsockname()
print(host, port > 0, server.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR), server.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE, 4) == struct.pack("i", 1))
pid = os.fork()
if pid == 0:
    with socket.create_connection((host, port), timeout=5) as client:
        client.sendall(b"x" * 300_000)
        client.shutdown(socket.SHUT_WR)
        os._exit(0 if client.recv(10) == b"done" else 1)
connection, address = server.accept()
with connection:
    count = 0
    while data := connection.recv(65536):
        count += len(data)
    print(count, address[0], connection.getpeername() == address, connection.type)
    connection.sendall(b"done")
print(os.waitpid(pid, 0)[1])
server.settimeout(0.01)
print(attempt(server.accept))
server.close()

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as two:
    one.bind(("localhost", 0))
    two.bind(("", 0))
    print(two.sendto(b"datagram", one.getsockname()), one.recvfrom(100)[0], two.getsockname()[0])
    print(two.sendto(b"abc", 0, one.getsockname()), one.recvfrom_into(buffer := bytearray(4))[0], buffer)
with socket.socket(socket.AF_INET6) as six:
    print(attempt(six.bind, ("::1", 0)), six.getsockname()[0])
name = f"/tmp/socket-{os.getpid()}"
with socket.socket(socket.AF_UNIX) as unix:
    unix.bind(name)
    unix.listen()
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(name)
        print(unix.getsockname() == name, client.getpeername() == name, unix.accept()[1] == "")
os.unlink(name)
with socket.socket(socket.AF_UNIX) as unix:
    unix.bind("\0abstract" + str(os.getpid()))
    print(unix.getsockname()[:9])

plain = socket.socket()
for function, arguments in (
    (plain.connect, ("x",)), (plain.bind, (("x",),)), (plain.bind, (("127.0.0.1", "x"),)), (plain.bind, (("127.0.0.1", 99999),)), (plain.bind, ((1, 1),)),
    (plain.connect, (("127.0.0.1", 1),)), (plain.connect_ex, (("127.0.0.1", 1),)), (plain.settimeout, (-1,)),
    (plain.setsockopt, (1, 2)), (plain.getsockopt, (1, 2, 5000)), (plain.recv, (-1,)), (plain.recv, (1,)), (plain.send, ("x",)), (plain.getpeername, ()),
    (plain.listen, ("x",)), (plain.setsockopt, (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)), (socket.socket, (99,)), (socket.inet_aton, ("x",)),
    (socket.inet_aton, ("1.2",)), (socket.inet_ntoa, (b"abc",)), (socket.inet_pton, (2, "x")), (socket.inet_pton, (99, "x")), (socket.inet_ntop, (2, b"x")),
    (socket.inet_ntop, (99, b"x")), (socket.inet_pton, (socket.AF_INET6, "::1")), (socket.htons, (70000,)), (socket.htons, (-1,)), (socket.htonl, (2 ** 40,)),
    (socket.htonl, (-1,)), (socket.htonl, (1,)), (socket.getservbyname, ("http",)), (socket.getservbyname, ("zzz",)), (socket.getservbyport, (80,)),
    (socket.getservbyport, (99999,)), (socket.getprotobyname, ("tcp",)), (socket.getprotobyname, ("zz",)), (socket.gethostbyname, ("localhost",)),
    (socket.gethostbyname, ("127.0.0.1",)), (socket.getaddrinfo, ("127.0.0.1", 80)), (socket.getaddrinfo, ("127.0.0.1", "http", 0, 1)), (socket.getaddrinfo, (1, 80)),
    (socket.getaddrinfo, ("127.0.0.1", 1.5)), (socket.getaddrinfo, (None, None)), (socket.getnameinfo, (("127.0.0.1", 80), 3)), (socket.getnameinfo, (1, 1)),
    (socket.if_nametoindex, ("lo",)), (socket.if_nametoindex, ("zz",)), (socket.if_indextoname, (1,)), (socket.if_indextoname, (9999,)),
    (socket.CMSG_LEN, (4,)), (socket.CMSG_SPACE, (4,)), (socket.CMSG_LEN, (-1,)), (socket.setdefaulttimeout, (-1,)), (socket.dup, (999,)), (socket.close, (999,)),
    (socket.socketpair, (99,)), (socket.has_dualstack_ipv6, ()),
):
    print(getattr(function, "__name__", function), attempt(function, *arguments))
print(attempt(socket.socket, fileno=999), attempt(socket.socket, fileno=-3))
print(socket.gaierror.__mro__[1], _socket.timeout, _socket.SocketType, isinstance(plain, _socket.socket))
unix = socket.socket(socket.AF_UNIX)
print(attempt(unix.bind, 1), attempt(unix.bind, "x" * 200), attempt(unix.connect, "/no/such"), repr(unix.getsockname()))
socket.setdefaulttimeout(1.5)
print(socket.getdefaulttimeout(), socket.socket().gettimeout(), socket.gethostname() == os.uname().nodename)
