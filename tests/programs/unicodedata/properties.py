# Each property of every 13th code point, as a sum for each block of 4096.
import unicodedata

PROPERTIES = ["bidirectional", "category", "combining", "decomposition", "east_asian_width", "mirrored"]
DEFAULTS = ["decimal", "digit", "name", "numeric"]

def mix(total, value):
    for byte in repr(value).encode():
        total = (total * 31 + byte) % 1_000_000_007
    return total

for database in unicodedata, unicodedata.ucd_3_2_0:
    for block in [*range(0, 0x3000, 0x1000), 0xA000, 0xF000, 0x10000, 0x11000, 0x1D000, 0x1E000, 0x1F000, 0x2F000, 0xE0000]:
        sums = dict.fromkeys(PROPERTIES + DEFAULTS, 0)
        for point in range(block, block + 0x1000, 13):
            character = chr(point)
            for name in PROPERTIES:
                sums[name] = mix(sums[name], getattr(database, name)(character))
            for name in DEFAULTS:
                sums[name] = mix(sums[name], getattr(database, name)(character, None))
        print(f"{block:X}", *sums.values())
