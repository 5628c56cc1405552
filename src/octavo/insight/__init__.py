"""What an article is about: language, sentences, embedding, entities, hashtags, key sentences."""
