"""What a text editor needs to complete and to check notices while they are written."""
