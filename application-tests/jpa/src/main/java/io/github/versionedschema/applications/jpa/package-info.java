/**
 * An application that reads with JPA.
 */
@NullMarked
package io.github.versionedschema.applications.jpa;

import org.jspecify.annotations.NullMarked;
