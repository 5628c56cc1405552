"""What was published: extraction, identity, revisions, rights."""
