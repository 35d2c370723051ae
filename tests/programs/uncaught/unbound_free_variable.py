def outer():
    def inner():
        return message
    result = inner()
    message = "too late"
    return result


outer()
