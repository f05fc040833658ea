"""The gazetteer's rules: how names compare, how a file is loaded, how a commune is found."""
