"""What does a screen need from several domains, in how few queries?"""
