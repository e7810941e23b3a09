"""A verdict in words and as a view: what all the other rooms of `render` share."""
