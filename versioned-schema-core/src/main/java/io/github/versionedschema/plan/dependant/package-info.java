/**
 * Objects that use replaced columns and are created anew at complete: views, policies,
 * triggers and publications.
 */
@NullMarked
package io.github.versionedschema.plan.dependant;

import org.jspecify.annotations.NullMarked;
