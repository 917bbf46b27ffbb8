"""Training of the embedded models: corpora of our own, plain scripts, model cards. Nothing here runs at night."""

import os

# A sum split over threads depends on their number, and L-BFGS carries the last digit into the weights.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
