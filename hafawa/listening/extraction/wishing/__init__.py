"""By which words are demands, ideas and what would put it right told, language by language? See `wishes.Wishing`."""
