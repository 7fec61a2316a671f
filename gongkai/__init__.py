"""gongkai (公开): turns an organization's disclosure notices into a public website."""
