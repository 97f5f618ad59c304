"""What typesetting costs, as ratios of one run on one machine. ``make bench``; figures in docs/print.md."""
