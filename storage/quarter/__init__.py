"""Quarter: checks before sealing, comparison with earlier quarters, sealed versions."""
