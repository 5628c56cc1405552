"""The assistant's tools: their sheet, and a panel of each for an article or a story."""
