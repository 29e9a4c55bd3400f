/**
 * Tests of the journal.
 */
@NullMarked
package io.github.versionedschema.journal.install;

import org.jspecify.annotations.NullMarked;
