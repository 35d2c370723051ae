def work():
    try:
        return 1 / 0
    finally:
        print("cleaning")
        undefined_cleanup()


work()
