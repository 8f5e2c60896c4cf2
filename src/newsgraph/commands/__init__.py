"""What the commands say: answers on standard output, talk on standard error."""
