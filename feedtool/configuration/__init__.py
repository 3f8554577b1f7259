"""The configuration: what feedtool.toml or pyproject.toml says about the feeds around it."""
