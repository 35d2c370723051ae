"""Writes random programs to a folder, for `agree` to compare.

    python -m pip install pysource-codegen hypothesmith
    python random_programs.py [--seed S] [--count N] FOLDER

Half of the programs come from each of the two packages. The same seed, packages and Python give the same programs, unless
one takes too long: programs are made in chunks, each in a process of its own, which is stopped after --seconds.
"""

import argparse
import multiprocessing
import random
from pathlib import Path

CHUNK = 50


def from_syntax_tree(seed, save):
    """pysource-codegen: random syntax trees, unparsed."""
    from pysource_codegen import generate

    for number in range(CHUNK):
        size = random.Random(seed + number).choice((30, 100, 300, 1000))
        save(generate(seed + number, node_limit=size, depth_limit=8))


def from_grammar(seed, save):
    """hypothesmith: random derivations of CPython's grammar, and random concrete syntax trees of LibCST."""
    import hypothesis
    import hypothesmith

    strategies = [hypothesmith.from_grammar(auto_target=False), hypothesmith.from_node(auto_target=False)]
    strategy = strategies[seed // CHUNK % 2]
    hypothesis.seed(seed)(
        hypothesis.settings(
            max_examples=CHUNK,
            deadline=None,
            database=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )(hypothesis.given(strategy)(save))
    )()


def write_chunk(generator, seed, folder):
    """Saves what one call of a generator makes; trivial and repeated programs are left out."""
    seen = set()

    def save(program):
        if len(program) > 3 and program not in seen:
            seen.add(program)
            path = folder / f"{generator.__name__}_{seed}_{len(seen)}.py"
            path.write_bytes(program.encode("utf-8", "surrogatepass"))

    # hypothesis looks at the parameter's name.
    generator(seed, lambda program: save(program))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60, help="time limit for a chunk")
    options = parser.parse_args()
    for generator in (from_syntax_tree, from_grammar):
        folder = options.folder / generator.__name__
        folder.mkdir(parents=True, exist_ok=True)
        seed, made = options.seed, 0
        while made < options.count // 2:
            process = multiprocessing.Process(target=write_chunk, args=(generator, seed, folder))
            process.start()
            process.join(options.seconds)
            if process.is_alive():
                process.kill()
            process.join()
            seed += CHUNK
            made = sum(1 for _ in folder.iterdir())
        print(f"{generator.__name__}: {made} programs", flush=True)


if __name__ == "__main__":
    main()
