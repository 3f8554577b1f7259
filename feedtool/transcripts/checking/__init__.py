"""What is wrong with a transcript that was read: times, texts, speakers, language."""
