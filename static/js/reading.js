/* What a page for reading does, each part for itself. Collected, it is one file: see site/delivery/static_files.py. */
import "./contents.js";
import "./citations.js";
import "./tables.js";
import "./share.js";
import "./voices.js";
import "./search.js";
