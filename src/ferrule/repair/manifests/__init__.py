"""Manifests that lack what the code uses: a dependency or a feature that the workspace already has."""
