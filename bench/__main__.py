"""All measurements, one after the other."""

import sys

from bench import cast, dossier, member_list, rules

if __name__ == "__main__":  # the processes of `dossier` begin here, too
    sys.exit(max(one.main() for one in (cast, member_list, rules, dossier)))
