import _locale, _queue, locale, queue, uuid


def t(f, *a, **k):
    try:
        print(f.__name__, a, k, '->', f(*a, **k))
    except BaseException as e:
        print(f.__name__, a, k, type(e).__name__, e)


q = _queue.SimpleQueue()
print(type(q), _queue.SimpleQueue[int], _queue.Empty.__mro__, queue.Empty is _queue.Empty)
q.put(1)
q.put(2, block=False)
q.put_nowait(3)
q.put(4, True, 5)
print(q.qsize(), q.empty(), q.get(), q.get_nowait(), q.get(block=False), q.get(timeout=1), q.empty())
for args in ((), (False,), (True, 0.01), (True, -1), (1, 2, 3)):
    if args:
        t(q.get, *args)
t(q.get_nowait)
t(q.put)
for category in (_locale.LC_NUMERIC, 99):
    t(_locale.setlocale, category)
    t(_locale.setlocale, category, 'C')
    t(_locale.setlocale, category, 'xx')
t(_locale.setlocale, _locale.LC_ALL, 'C')
t(_locale.setlocale, _locale.LC_ALL)
t(_locale.setlocale, 'a')
t(_locale.setlocale, 0, 5)
print(_locale.localeconv())
for pair in (('a', 'b'), ('b', 'a'), ('a', 'a'), ('a', 1), ('a\0', 'b')):
    t(_locale.strcoll, *pair)
for text in ('abc', 1, 'a\0'):
    t(_locale.strxfrm, text)
print(locale.getlocale(), locale.format_string('%d', 1234567, grouping=True), locale.str(1.5), locale.atof('1.5'), locale.atoi('3'))
t(locale.currency, 5)
print(locale.Error.__mro__, locale.normalize('en_US'))
print(uuid.uuid3(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'))
print(uuid.uuid4().version, uuid.uuid1().version, uuid.uuid1().variant, repr(uuid.UUID(int=5)))
print(uuid.UUID('12345678-1234-5678-1234-567812345678').fields, uuid.UUID(bytes=b'a' * 16).urn)
a, b = uuid.uuid1(), uuid.uuid1()
print(a < b, a.time < b.time, a.node == b.node)
t(uuid.UUID, 'x')
