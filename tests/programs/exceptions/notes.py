e = ValueError("base")
print(hasattr(e, "__notes__"))
e.add_note("first note")
e.add_note("second\nnote")
print(e.__notes__)
e.__notes__.append("third")
try:
    raise e
except ValueError as caught:
    caught.add_note("added while handling")
    print(caught.__notes__, caught)
raise e
