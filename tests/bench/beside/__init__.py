"""What our site is measured beside, in the same processes: a bare view, and a wizard of django-formtools."""
