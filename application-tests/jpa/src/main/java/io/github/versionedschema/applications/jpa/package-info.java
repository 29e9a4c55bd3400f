/**
 * An application that reads by JPA.
 */
@NullMarked
package io.github.versionedschema.applications.jpa;

import org.jspecify.annotations.NullMarked;
