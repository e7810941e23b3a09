"""A policy document -> a first plan file."""
