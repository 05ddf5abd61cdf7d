"""An instructor's course directory: its settings, its source notebooks, and what is made of them for students."""
