"""What a question asks for, and what it says the answer must hold."""
