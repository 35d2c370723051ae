def connect(host, port, *, user, password): pass


connect("localhost", user="me")
