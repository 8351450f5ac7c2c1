"""How are days and hours named, language by language? See `moments.Times` for what each table holds."""
