"""`python -m feedtool`, which is the same as the command `feedtool`."""

import sys


def main() -> None:
    """Run the command line; Ctrl+C ends it quietly from its first moments on."""
    try:
        from feedtool.cli import main as run  # noqa: PLC0415 - what is imported takes a while

        run()
    except KeyboardInterrupt:
        from feedtool.cli.stopping import stopped_code  # noqa: PLC0415 - as above

        sys.exit(stopped_code())


if __name__ == "__main__":
    main()
