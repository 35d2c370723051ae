if a:
	b
	if c:
		d
        # comment
	e
f
if g:
  h
  \
  i
\
j
k = [
  l,

  # m
]  # n
if o: p