temperature = 20


def report():
    humidity = 50
    return f"{temprature} {humidity}"


print(report())
