/**
 * Access to PostgreSQL features: SQL text, advisory locks, server facts and search paths.
 */
@NullMarked
package io.github.versionedschema.postgres;

import org.jspecify.annotations.NullMarked;
