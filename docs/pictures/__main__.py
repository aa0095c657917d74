"""`python -m docs.pictures`: draw all pictures anew from `examples.toml`."""

from docs.pictures.chains import draw_all

if __name__ == "__main__":
    draw_all()
