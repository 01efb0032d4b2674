"""What each command found, turned into the one sheet that every report format writes; one file a command."""
