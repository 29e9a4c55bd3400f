/**
 * Objects that use replaced columns and follow the replacements at complete: views,
 * materialized views, policies, triggers, publications and functions.
 */
@NullMarked
package io.github.versionedschema.plan.dependant;

import org.jspecify.annotations.NullMarked;
