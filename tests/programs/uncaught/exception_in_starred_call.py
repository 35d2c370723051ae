def total(*numbers):
    return sum(numbers)


groups = [[1, 2], [3], ["x"]]
for group in groups:
    print(total(0, *group,
                *[len(group)]))
