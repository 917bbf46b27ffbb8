"""How the sample drop folder is made: sources (YAML) -> speech -> drop folder, truth and golden evaluations."""
