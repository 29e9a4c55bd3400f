/**
 * Names: which are usable, which are taken, and which are given only at complete.
 */
@NullMarked
package io.github.versionedschema.plan.name;

import org.jspecify.annotations.NullMarked;
