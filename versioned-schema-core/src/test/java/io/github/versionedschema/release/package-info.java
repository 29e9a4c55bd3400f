/**
 * Two releases of an application on one database, and the clients of each.
 */
@NullMarked
package io.github.versionedschema.release;

import org.jspecify.annotations.NullMarked;
