log = []


class Step:
    def __init__(self, name, fail=None, swallow=False): self.name, self.fail, self.swallow = name, fail, swallow
    def __enter__(self):
        log.append("+" + self.name)
        if self.fail == "enter":
            raise OSError(self.name)
        return self
    def __exit__(self, kind, error, trace):
        log.append("-" + self.name + (f"({kind.__name__})" if kind else ""))
        if self.fail == "exit":
            raise RuntimeError(self.name) from error
        return self.swallow


def run(*steps, body=lambda: None):
    log.clear()
    try:
        with steps[0], steps[1]:
            body()
    except Exception as error:
        log.append(repr(error) + " <- " + repr(error.__cause__ or error.__context__))
    else:
        log.append("else")
    finally:
        log.append("finally")
    print(log)


def boom(): raise ValueError("boom")


run(Step("a"), Step("b"))
run(Step("a"), Step("b"), body=boom)
run(Step("a", swallow=True), Step("b"), body=boom)
run(Step("a"), Step("b", "enter"))
run(Step("a"), Step("b", "exit"))
run(Step("a", "exit"), Step("b", "exit"), body=boom)
run(Step("a", swallow=True), Step("b", "exit"), body=boom)
