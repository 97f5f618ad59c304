"""OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html): how libraries fetch what was published.

``arguments`` reads a request, ``holdings`` finds records, ``tokens`` goes on with a list, ``answers`` writes
XML, ``replies`` puts them together.
"""
