"""The dialects of JSON, each in a module of its own; json_forms.py says what a module has."""
