"""What surrounds the program: folders, resources, settings, translations and logs."""
