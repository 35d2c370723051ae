import io
import tokenize

SOURCE = b"# -*- coding: latin-1 -*-\nx = '\xe9'  # caf\xe9\nif x:\n    print(f'{x!r:>{10}}', t'{x}')\n"
tokens = list(tokenize.tokenize(io.BytesIO(SOURCE).readline))
for token in tokens:
    print(token, token.exact_type)
print(tokenize.untokenize(tokens) == SOURCE)
print(tokenize.untokenize(t[:2] for t in tokens))
print(tokenize.detect_encoding(io.BytesIO(SOURCE).readline))

def failure(source):
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            pass
    except (tokenize.TokenError, SyntaxError) as error:
        print(type(error).__name__, error.args, error.__context__ and error.__context__.args)

for source in ["(", "'''x", "x = 'y", "if x:\n    y\n  z\n", "a \\", "a \\ b", "f'{x", "f'''{x", "t'{x:", "\0", "1_\n", "0xg", "(]", "$"]:
    failure(source)
for data in [b"# coding: nope\n", b"\xef\xbb\xbf# coding: latin-1\n", b"\xff\n"]:
    try:
        print(tokenize.detect_encoding(io.BytesIO(data).readline))
    except SyntaxError as error:
        print(error)
