"""All measurements, one after the other."""

import sys

from bench import cast, member_list, rules

sys.exit(max(one.main() for one in (cast, member_list, rules)))
