"""`python -m feedtool`, which is the same as the command `feedtool`."""

import sys


def main() -> None:
    """Run the command line; Ctrl+C ends it quietly from its first moments on."""
    try:
        from feedtool.cli import main as run  # noqa: PLC0415 - what is imported takes a while

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
