"""`python -m plancheck`, for machines on which the script is not on the path."""

from plancheck.cli import main

main()
