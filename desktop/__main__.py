"""`python -m desktop` is `chibo`; further processes of the program begin here, too (`forms.workers`)."""

import sys
from multiprocessing import freeze_support

if __name__ == "__main__":
    freeze_support()
    from desktop.cli import main

    sys.exit(main())
