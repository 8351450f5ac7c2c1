"""One file, one playbook: drop a file here that exports PLAYBOOK, and its test beside the others."""
