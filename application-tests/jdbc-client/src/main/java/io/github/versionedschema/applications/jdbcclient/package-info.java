/**
 * An application that reads by JdbcClient.
 */
@NullMarked
package io.github.versionedschema.applications.jdbcclient;

import org.jspecify.annotations.NullMarked;
