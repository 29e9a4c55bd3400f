/**
 * Findings about valid migrations, each with the name of a rule.
 */
@NullMarked
package io.github.versionedschema.plan.check.lint;

import org.jspecify.annotations.NullMarked;
