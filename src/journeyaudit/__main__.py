"""Entry point of the `journeyaudit` command."""

from journeyaudit.cli import main

if __name__ == "__main__":
    main()
