/**
 * Pins the application's DataSource to the application's version, and connects the leader
 * without it.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.datasource;

import org.jspecify.annotations.NullMarked;
