"""Questionnaire: its life (workflow) and what it asks for (schema)."""
