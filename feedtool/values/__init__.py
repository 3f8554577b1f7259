"""One value each: a URL, a date, a language, HTML; used by shows and feeds alike."""
