"""The program: commands without a window, the use cases, and the windows."""
