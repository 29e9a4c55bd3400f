/**
 * The journal: its rows, as records, and who reads and writes them.
 */
@NullMarked
package io.github.versionedschema.journal;

import org.jspecify.annotations.NullMarked;
