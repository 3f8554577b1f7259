"""`python -m feedtool`, which is the same as the command `feedtool`."""

from feedtool.cli import main

if __name__ == "__main__":
    main()
