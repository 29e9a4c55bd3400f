/**
 * The journal: its rows as records, its reader and its stores.
 */
@NullMarked
package io.github.versionedschema.journal;

import org.jspecify.annotations.NullMarked;
