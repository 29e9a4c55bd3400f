/**
 * An application like Spring's pet clinic: JPA, identity keys, tables created by
 * {@code schema.sql}, and no starter in its first release.
 */
@NullMarked
package io.github.versionedschema.applications.clinic;

import org.jspecify.annotations.NullMarked;
