/**
 * An application without a web server on its class path.
 */
@NullMarked
package io.github.versionedschema.applications.noweb;

import org.jspecify.annotations.NullMarked;
