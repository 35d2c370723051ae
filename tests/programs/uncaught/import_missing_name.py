from sys import version_info, max_size
