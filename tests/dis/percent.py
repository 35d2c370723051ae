# Percent formatting of a literal becomes an f-string.
u = '%s' % (a,), '%s %r %a' % (a, b, c), '%d' % (a,), '%5s' % (a,), '%-5s|' % (a,), '%.3s' % (a,), '%5.2r' % (a,), '%%' % (), '%s' % a, '%s%s' % (a,), 'a' % (), '%(x)s' % (a,), '%s%%%s' % (a, b), '%0s' % (a,), '%+s' % (a,), '%100s' % (a,), '%s' % (*a,), '%.s' % (a,), '%5' % (a,)
