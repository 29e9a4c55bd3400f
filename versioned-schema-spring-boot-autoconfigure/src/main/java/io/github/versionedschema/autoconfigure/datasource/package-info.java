/**
 * The application's DataSource pinned to the application's version, and the leader's way
 * around it.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.datasource;

import org.jspecify.annotations.NullMarked;
