class Config:
    def __init__(self):
        self.server = None


config = Config()
config.server.host.port
