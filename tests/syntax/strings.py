'', "", '''''', """"""
'a' "b" '''c
d''' """e"""
"\a\b\f\n\r\t\v\\\'\"\0\12\377\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}"
"\
continued"
"é", "\ud800", "\ud83d\ude00", "\x7f\x80\xa0\xad"
r"\n\d", R'\'', b"a\x00\xff\n", B'b', rb"\n", bR'\n', Rb"", BR""
u"a", U"b", u"a" "b", "a" u"b"
b"a" b"b" rb"\c"
"a'b", 'a"b', "a'b\"c"
("a"
 "b")
x = "a" \
    "b"
