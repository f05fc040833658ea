"""
Pages as PDF: a content tree of plain data goes in, a PDF/UA-1 comes out (``render``).

What editors type reaches Typst as data, never as its source, so that nothing typed can be code.
"""
