/**
 * The PostgreSQL server for trying the sample: embedded, stored in a folder, and shared
 * by all instances of the sample that use the same folder. An application with its own
 * server needs none of this.
 */
@NullMarked
package io.github.versionedschema.sample.server;

import org.jspecify.annotations.NullMarked;
