/**
 * Others who change the schema or look at it: Flyway, Liquibase, scripts and Hibernate.
 * They work on the base schema instead of a version.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.neighbour;

import org.jspecify.annotations.NullMarked;
