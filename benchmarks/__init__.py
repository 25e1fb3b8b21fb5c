"""What is measured: how well search answers, and how fast the program is."""
