"""`python -m sayso`: the command."""

from sayso.cli import main

if __name__ == "__main__":
    main()
