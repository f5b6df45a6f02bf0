"""One module per command of the command line; each has an attribute `command` and imports what is slow when it runs."""
