"""How Pilotlight is set up and served."""
