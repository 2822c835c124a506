"""What all tests share. Being here, it lets them write `from support.chat_server import ...`."""
