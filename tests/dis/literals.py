# Expression statements: constants vanish.
"doc"
b"bytes"
1
...
None
a
