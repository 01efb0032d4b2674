"""Who answers packets beside the engine: programs and models, behind one protocol."""
