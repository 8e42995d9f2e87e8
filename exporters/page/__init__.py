"""The parts of the page: what it knows (`data`), its template, its style and its two scripts."""
