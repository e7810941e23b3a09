"""One file or many in, an `Intake` each out: a pool of processes, a cache, the packed form of its rows."""
