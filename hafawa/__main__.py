"""`python -m hafawa`."""

from hafawa.cli.main import main

main()
