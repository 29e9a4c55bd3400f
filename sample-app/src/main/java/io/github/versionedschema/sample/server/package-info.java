/**
 * The PostgreSQL server of a first run: embedded, kept in a folder, and shared by all
 * instances of the sample that use the same folder. An application with a server of its
 * own has nothing like this.
 */
@NullMarked
package io.github.versionedschema.sample.server;

import org.jspecify.annotations.NullMarked;
