/**
 * Tests of what can be read from SQL text.
 */
@NullMarked
package io.github.versionedschema.plan.text;

import org.jspecify.annotations.NullMarked;
