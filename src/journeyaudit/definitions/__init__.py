"""YAML to nouns: checks, their examples, rule records and subjects; every fault told with its line and column."""
