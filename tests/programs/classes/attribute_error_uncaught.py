class Settings:
    colour = "red"
    width = 80


settings = Settings()
print(settings.width)
print(settings.color)
