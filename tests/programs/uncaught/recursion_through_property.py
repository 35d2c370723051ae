class Config:
    @property
    def value(self):
        return self.value


Config().value
