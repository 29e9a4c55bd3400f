/**
 * Tests with damaged migration files.
 */
@NullMarked
package io.github.versionedschema.damage;

import org.jspecify.annotations.NullMarked;
