"""Level 1: broken code mended without a model; candidates are judged by the real compiler."""
