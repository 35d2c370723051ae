# Values that follow one another through one-way constraints of several kinds, as in the DeltaBlue benchmark's spirit.
class Variable:
    def __init__(self, name, value):
        self.name, self.value = name, value
        self.constraints, self.mark, self.stay = [], 0, True


class Constraint:
    def __init__(self, strength, *inputs, output):
        self.strength, self.inputs, self.output = strength, inputs, output
        for variable in inputs:
            variable.constraints.append(self)

    def known(self, mark):
        return all(v.mark == mark or v.stay for v in self.inputs)

    def execute(self):
        raise NotImplementedError


class Equal(Constraint):
    def execute(self):
        self.output.value = self.inputs[0].value


class Scale(Constraint):
    def __init__(self, strength, source, factor, offset, output):
        super().__init__(strength, source, output=output)
        self.factor, self.offset = factor, offset

    def execute(self):
        self.output.value = self.inputs[0].value * self.factor + self.offset


class Sum(Constraint):
    def execute(self):
        self.output.value = sum(v.value for v in self.inputs) & 0xFFFF


class Planner:
    def __init__(self):
        self.mark = 0

    def plan(self, sources):
        self.mark += 1
        order, pending, seen = [], list(sources), set()
        for source in sources:
            source.mark = self.mark
        while pending:
            variable = pending.pop()
            for constraint in sorted(variable.constraints, key=lambda c: c.strength):
                if constraint not in seen and constraint.known(self.mark):
                    seen.add(constraint)
                    order.append(constraint)
                    constraint.output.mark = self.mark
                    pending.append(constraint.output)
        return order


def chain(length):
    variables = [Variable(f"v{i}", i) for i in range(length + 1)]
    for i, (a, b) in enumerate(zip(variables, variables[1:])):
        if i % 3 == 0:
            Equal(i % 5, a, output=b)
        elif i % 3 == 1:
            Scale(i % 5, a, 1, i & 3, b)
        else:
            Sum(i % 5, a, variables[i // 2], output=b)
    return variables


planner, total = Planner(), 0
for length in (1000, 2000, 3000):
    variables = chain(length)
    for edit in range(400):
        if edit % 12 == 0:
            plan = planner.plan(variables[:1])
        variables[0].value = edit
        for constraint in plan:
            constraint.execute()
        total += variables[-1].value
print(total, len(plan))
