"""Offices, organisations, people and their mandates; how they sign in; who may do what."""
