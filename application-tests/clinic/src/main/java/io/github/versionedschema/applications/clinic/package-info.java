/**
 * An application of the shape of Spring's pet clinic: JPA, keys by identity, tables made
 * by {@code schema.sql}, and nothing of ours until it adopts the starter.
 */
@NullMarked
package io.github.versionedschema.applications.clinic;

import org.jspecify.annotations.NullMarked;
