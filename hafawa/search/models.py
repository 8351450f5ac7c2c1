"""Which of Django's tables hold the index? None: it is derived, and its tables are the databases' own (`schema`)."""
