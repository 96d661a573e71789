"""What goes to other programs: tables for spreadsheets."""
