"""The form of an archive (docs/backup-format.md): a tar of rows and files with a manifest, sealed at will.

Nothing here knows Django's models: ``writing`` and ``reading`` know members, sizes and checksums,
``sealing`` knows bytes.
"""
