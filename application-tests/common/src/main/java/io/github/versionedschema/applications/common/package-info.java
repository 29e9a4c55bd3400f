/**
 * Code shared by the applications: beans that use the database at many moments of startup
 * and print what they read.
 */
@NullMarked
package io.github.versionedschema.applications.common;

import org.jspecify.annotations.NullMarked;
