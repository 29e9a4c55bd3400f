/**
 * A page for browsers, as an operation of the endpoint.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.actuate.dashboard;

import org.jspecify.annotations.NullMarked;
