"""The window for what is known of the branch or its committee, from which the conditions are judged."""
