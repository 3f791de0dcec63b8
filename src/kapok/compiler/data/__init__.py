"""Words of official Chinese that the stages share, as rows."""
