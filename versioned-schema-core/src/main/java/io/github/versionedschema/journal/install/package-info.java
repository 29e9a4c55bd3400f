/**
 * How the journal comes into a database, and the lock that keeps two leaders from
 * installing it at once.
 */
@NullMarked
package io.github.versionedschema.journal.install;

import org.jspecify.annotations.NullMarked;
