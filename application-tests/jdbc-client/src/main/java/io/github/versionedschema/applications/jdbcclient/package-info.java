/**
 * An application that reads with JdbcClient.
 */
@NullMarked
package io.github.versionedschema.applications.jdbcclient;

import org.jspecify.annotations.NullMarked;
