"""Pure tools that know nothing of news: clock, addresses, text, spans, JSON Lines, paging, the engine seam."""
