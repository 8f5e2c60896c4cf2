"""Training of the encoder: data sets and examples in, model files out; needs torch."""
