"""Forms of pages in the admin that stay open while their page is changed elsewhere: nothing is undone unseen."""
