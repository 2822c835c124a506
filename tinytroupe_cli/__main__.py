"""`python -m tinytroupe_cli` is `troupe`."""

from tinytroupe_cli.cli.app import main

if __name__ == "__main__":
    main()
