/**
 * What the applications share: beans that use the database at many moments of an
 * application's start, and tell what they saw.
 */
@NullMarked
package io.github.versionedschema.applications.common;

import org.jspecify.annotations.NullMarked;
