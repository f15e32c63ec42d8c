"""The parts, joined as a configuration says."""
