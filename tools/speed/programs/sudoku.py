PUZZLES = (
    "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
    "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..",
)
UNITS = [[r * 9 + c for c in range(9)] for r in range(9)] + [[r * 9 + c for r in range(9)] for c in range(9)]
UNITS += [[(br + r) * 9 + bc + c for r in range(3) for c in range(3)] for br in (0, 3, 6) for bc in (0, 3, 6)]
PEERS = [sorted({cell for unit in UNITS if i in unit for cell in unit} - {i}) for i in range(81)]


def assign(cells, i, digit):
    cells[i] = digit
    for peer in PEERS[i]:
        if digit in cells[peer]:
            left = cells[peer].replace(digit, "")
            if not left:
                return False
            cells[peer] = left
            if len(left) == 1 and not assign(cells, peer, left):
                return False
    return True


def search(cells):
    global tries
    open_cells = [(len(cells[i]), i) for i in range(81) if len(cells[i]) > 1]
    if not open_cells:
        return cells
    _, i = min(open_cells)
    for digit in cells[i]:
        tries += 1
        copy = cells[:]
        if assign(copy, i, digit) and (done := search(copy)):
            return done
    return None


def solve(text):
    cells = ["123456789"] * 81
    for i, digit in enumerate(text):
        if digit != ".":
            assign(cells, i, digit)
    return "".join(search(cells))


tries = 0
for _ in range(24):
    answers = [solve(puzzle) for puzzle in PUZZLES]
print(answers[0][:27], answers[1][:27], tries)
