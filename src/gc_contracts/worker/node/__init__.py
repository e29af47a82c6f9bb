"""JavaScript under test: functions in a process of Node's, called as the platform calls them."""
