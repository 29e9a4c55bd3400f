/**
 * What operators see and do while the application runs: the endpoint, health and meters.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.actuate;

import org.jspecify.annotations.NullMarked;
