"""The commands, one file each. `import_.py` is `hafawa import`; what runs is called `command`."""
