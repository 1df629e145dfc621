"""Segmenting articles: titles, the stories they belong to, and the order of front matter."""
