"""What this site's voice read, as files of sound."""
