/**
 * What this project knows about PostgreSQL itself: SQL text, advisory locks, facts of the
 * server, paths.
 */
@NullMarked
package io.github.versionedschema.postgres;

import org.jspecify.annotations.NullMarked;
