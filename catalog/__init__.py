"""AI models, modalities and the use-case matrix, dated and sourced."""
