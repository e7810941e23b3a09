"""A verdict in words, as a view, as JSON: what all the other rooms of `render` share."""
