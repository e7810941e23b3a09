"""A text of a policy document -> paragraphs, clauses, locators, who is responsible."""
