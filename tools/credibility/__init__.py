"""The credibility pages: what the model is made of, how far it is to be trusted, and what no reader may conclude."""
