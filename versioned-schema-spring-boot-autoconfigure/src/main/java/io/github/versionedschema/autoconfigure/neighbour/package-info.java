/**
 * Others who change the schema or look at it: Flyway, Liquibase, {@code schema.sql} and
 * Hibernate. They come before us, and work on the base schema instead of a version.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.neighbour;

import org.jspecify.annotations.NullMarked;
