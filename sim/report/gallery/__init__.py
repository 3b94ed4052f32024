"""The gallery: every plate drawn from runs of the model, and the page that explains them."""
