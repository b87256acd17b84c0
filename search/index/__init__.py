"""The readers' index: what stands in it, how words are written in it, and how it is kept."""
