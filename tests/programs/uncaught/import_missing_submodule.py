import sys
import sys.path.more
