/**
 * A reactive web application.
 */
@NullMarked
package io.github.versionedschema.applications.webflux;

import org.jspecify.annotations.NullMarked;
