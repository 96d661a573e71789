"""The design system's ground: tokens, fonts, theme, icons."""
