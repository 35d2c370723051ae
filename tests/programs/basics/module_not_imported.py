x = sys
