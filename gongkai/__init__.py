"""gongkai (公开): turns an organization's disclosure notices into a public website."""

# The one place of the version.
VERSION = "0.1.0"
