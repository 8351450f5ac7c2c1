"""By which words are confidential matters, competitors and the price told, language by language?"""
