def outer():
    if True:
        print("a")
      print("b")
