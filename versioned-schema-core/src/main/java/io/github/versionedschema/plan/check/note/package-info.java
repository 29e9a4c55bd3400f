/**
 * Notes about a plan: what is allowed and may still surprise.
 */
@NullMarked
package io.github.versionedschema.plan.check.note;

import org.jspecify.annotations.NullMarked;
