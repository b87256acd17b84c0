"""Finished pages, kept ready to be sent: what is kept, where, until when, and what makes it go.

* `recording`: what a page shows is noted while it renders.
* `changes`, `drops`: what changes is written into a log, in the transaction that changes it.
* `watching`: every worker reads that log several times a second and drops what it names.
* `entries`, `shelf`, `store`: a finished page; those in this worker's memory; those on this machine's disk.
* `door`: the WSGI layer in front of Django that answers from them.
* `keeper`: compresses as well as can be, writes to disk, renders again what was dropped and is asked for often.

docs/delivery.md has the whole.
"""
