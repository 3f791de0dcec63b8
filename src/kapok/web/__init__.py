"""How every page looks: base layout, components, words for days and numbers. Knows nothing of what pages are about."""
