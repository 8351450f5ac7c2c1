"""How is something promised, language by language? See `signs.Signs` for what each table holds."""
