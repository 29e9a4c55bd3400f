/**
 * An application that reads with Spring Data JDBC.
 */
@NullMarked
package io.github.versionedschema.applications.datajdbc;

import org.jspecify.annotations.NullMarked;
