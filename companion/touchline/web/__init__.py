"""The companion's HTTP side: the only package that knows Flask, HTTP and UTF-16."""
