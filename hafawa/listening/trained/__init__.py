"""What was learned from labelled messages: features, the model file and the reader that stands on it. numpy only."""
