whlie True:
    print("forever")
