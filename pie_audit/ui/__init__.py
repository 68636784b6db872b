"""Windows, pages and widgets; the only place with Qt."""
