def parse(text):
    try:
        return int(text)
    except ValueError as error:
        print("cannot parse", error.texxt)


parse("zzz")
