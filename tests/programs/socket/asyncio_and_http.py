"""An event loop, and a server and a client of HTTP."""
import asyncio, http.server, os, socket, urllib.error, urllib.request


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def client(port, text):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(text.encode() + b"\n")
    answer = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return answer


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        print(await asyncio.gather(*(client(port, word) for word in ("one", "two", "three"))))
    try:
        async with asyncio.timeout(0.02):
            await asyncio.sleep(10)
    except TimeoutError as error:
        print("timed out", repr(error))
    process = await asyncio.create_subprocess_exec("cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    print(await process.communicate(b"through cat"), process.returncode)
    queue = asyncio.Queue()
    task = asyncio.create_task(queue.get())
    await queue.put("item")
    print(await task, task.done())
    left, right = socket.socketpair()
    left.setblocking(False)
    right.send(b"bytes")
    print(await asyncio.get_running_loop().sock_recv(left, 10))
    left.close()
    right.close()


asyncio.run(main())


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/page":
            self.send_error(404)
            return
        body = b"the page"
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
    pid = os.fork()
    if pid == 0:
        for _ in range(2):
            server.handle_request()
        os._exit(0)
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/page", timeout=20) as answer:
        print(answer.status, answer.headers["Content-Type"], answer.read())
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/none", timeout=20)
    except urllib.error.HTTPError as error:
        print(error.code, error.reason)
    print(os.waitpid(pid, 0)[1])
