#!/usr/bin/env python3
"""The person's browser in a test: opens the address, follows redirects to the end, and shows nothing."""

import sys
from urllib.request import urlopen

with urlopen(sys.argv[1]) as page:
    page.read()
