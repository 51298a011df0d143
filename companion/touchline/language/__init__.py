"""Sentences, words and phrases of human languages. Nothing here knows which kind a phrase stands for."""
