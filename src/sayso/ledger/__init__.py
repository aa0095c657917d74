"""Many reports, one story: readings and analysts' decisions in, as statements that are only ever added; events, origins,
statuses and grades out, computed from them."""
