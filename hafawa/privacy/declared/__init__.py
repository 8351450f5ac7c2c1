"""What each package's models hold, one file a package."""
