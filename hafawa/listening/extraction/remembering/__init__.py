"""By which words is told what is worth remembering, language by language? See `remembering_table.Remembering`."""
