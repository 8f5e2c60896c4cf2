"""What pytest leaves to the shell."""

collect_ignore = ["atheris_readers.py"]  # imports what few machines have
