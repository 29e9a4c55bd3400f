/**
 * Integration with other tools that change or read the schema: Flyway, Liquibase, scripts
 * and Hibernate. They work on the base schema instead of a version schema.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.neighbour;

import org.jspecify.annotations.NullMarked;
