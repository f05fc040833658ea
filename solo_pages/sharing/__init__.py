"""What of a page is taken elsewhere: a contact card, a QR code, a picture for messages and networks."""
