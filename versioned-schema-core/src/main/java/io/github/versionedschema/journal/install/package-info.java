/**
 * Installation of the journal, and the lock that prevents two leaders from installing it
 * at once.
 */
@NullMarked
package io.github.versionedschema.journal.install;

import org.jspecify.annotations.NullMarked;
