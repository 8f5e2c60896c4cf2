"""Commands that train what newsgraph ships; nothing here runs when texts are read."""
