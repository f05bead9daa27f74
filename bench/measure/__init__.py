"""What bench/run is made of. Python 3.9 or newer, and nothing beside its standard library."""
