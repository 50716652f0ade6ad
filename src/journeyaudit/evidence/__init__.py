"""The run folder: written once, append-only, hashed; read again without site or browser.

plan.json            what was to be done
journal.jsonl        what was done, one record a line, each on disk before the next begins
artifacts/ab/ab….*   snapshots (.json.gz), pictures (.webp, .jpg), terms (.pdf), letters and mails (.eml.gz), each named by the
                     SHA-256 of its stored bytes
manifest.json        SHA-256 and size of every file above; written when gathering ends
"""
